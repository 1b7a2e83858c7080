package org.wangge.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.XMLReaderFactory;

/** A small XML document. Its size is bounded, and it has no document type, so neither entities nor other files. */
public final class XmlTree extends DefaultHandler {

    /** A table of two thousand rows takes a fifth of it. */
    public static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int MOST_ELEMENTS = 300_000;
    private static final int DEEPEST = 40;

    /**
     * An element.
     *
     * @param space its name space, empty for none
     * @param name without a prefix
     */
    public record Element(
            String space, String name, Map<String, String> attributes, List<Element> children, StringBuilder said) {

        public String text() {
            return said.toString().strip();
        }

        public String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        public Stream<Element> all(String of) {
            return children.stream().filter(child -> child.name().equals(of));
        }

        /** The first child of this name; null when there is none. */
        public @Nullable Element first(String of) {
            return all(of).findFirst().orElse(null);
        }

        /** The text of a child that has a text in an element of its own, as expressions have; empty when it has none. */
        public String textOf(String of) {
            Element child = first(of);
            Element text = child == null ? null : child.first("text");
            return text == null ? "" : text.text();
        }
    }

    private final Deque<Element> open = new ArrayDeque<>();
    private @Nullable Element root;
    private int elements;

    private XmlTree() {}

    /** The outermost element. Fails for what is no XML, too large, or has a document type: see {@link #isUnsafe}. */
    @SuppressWarnings("deprecation") // The other ways to a parser go through packages that are closed to us.
    public static Element read(byte[] file) throws SAXException, IOException {
        XMLReader xml = XMLReaderFactory.createXMLReader();
        xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        XmlTree tree = new XmlTree();
        xml.setContentHandler(tree);
        xml.setErrorHandler(tree);
        xml.parse(new InputSource(new ByteArrayInputStream(file)));
        if (tree.root == null) {
            throw new SAXException("empty");
        }
        return tree.root;
    }

    /** Whether a document was refused for its document type. */
    public static boolean isUnsafe(SAXException refused) {
        return refused instanceof SAXParseException
                && String.valueOf(refused.getMessage()).contains("DOCTYPE");
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes said) throws SAXException {
        if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            throw new SAXException("too large");
        }
        Map<String, String> attributes = new HashMap<>();
        for (int at = 0; at < said.getLength(); at++) {
            attributes.put(said.getLocalName(at), said.getValue(at));
        }
        Element element = new Element(uri, local, attributes, new ArrayList<>(), new StringBuilder());
        Element parent = open.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.children().add(element);
        }
        open.push(element);
    }

    @Override
    public void characters(char[] text, int from, int length) {
        Element element = open.peek();
        if (element != null) {
            element.said().append(text, from, length);
        }
    }

    @Override
    public void endElement(String uri, String local, String name) {
        open.pop();
    }

    @Override
    public void error(SAXParseException fault) throws SAXException {
        throw fault;
    }
}
