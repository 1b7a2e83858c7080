package org.wangge.platform.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Texts;

/**
 * How long a text is, in characters, as the contract counts them: a rare Han character is one and not two. The library finds
 * it by {@code META-INF/services} and takes it for each {@link Size} of a {@code String}; what else has a size keeps its way.
 */
public final class CharacterLength implements ConstraintValidator<Size, String> {

    private int least;
    private int most;

    @Override
    public void initialize(Size size) {
        least = size.min();
        most = size.max();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        int length = Texts.length(text);
        return length >= least && length <= most;
    }
}
