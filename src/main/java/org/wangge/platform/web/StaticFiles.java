package org.wangge.platform.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.wangge.work.Blocking;

/** Where pages, their modules and the libraries of the browser come from. */
@Configuration(proxyBeanMethods = false)
@Order(StaticFiles.BEFORE_THE_USUAL_ONES)
class StaticFiles implements WebFluxConfigurer {

    static final int BEFORE_THE_USUAL_ONES = -1;

    private final Blocking blocking;

    StaticFiles(Blocking blocking) {
        this.blocking = blocking;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        KeptFiles kept = new KeptFiles(blocking);
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setUseLastModified(false)
                .setEtagGenerator(KeptFiles::etag)
                .resourceChain(false)
                .addResolver(kept);
        registry.addResourceHandler("/**")
                .addResourceLocations("classpath:/META-INF/resources/", "classpath:/static/")
                .setUseLastModified(false)
                .setEtagGenerator(KeptFiles::etag)
                .resourceChain(false)
                .addResolver(kept);
    }
}
