package org.wangge.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.XMLReaderFactory;

/**
 * Goes through the XML of a part of a workbook and keeps nothing. What it refuses would make the reader take memory by what the
 * file says rather than by what it holds: references far out, spans, entities. All parts of a workbook are counted together.
 */
final class SheetScan extends DefaultHandler {

    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");
    private static final Pattern ROW = Pattern.compile("[1-9]\\d{0,6}");
    private static final Pattern SPANS = Pattern.compile("\\d{1,5}:\\d{1,5}(?: \\d{1,5}:\\d{1,5}){0,20}");
    private static final int ROWS_OF_A_SHEET = 1_048_576;
    /** Besides its text a cell may have a formula. */
    private static final int LONGEST_FORMULA = 8_192;
    /** With the empty ones, which have a colour or a border. */
    private static final int MOST_CELLS = 4 * TableBounds.MOST_CELLS;

    /** What one part says of sheets: those that are there, where parts are by their ids, and which cells are merged. */
    record Found(List<SheetName> sheets, Map<String, String> targets, List<String> merged) {}

    record SheetName(String id, boolean visible) {}

    private Found found = nothing();
    private boolean within;
    private int length;
    private long characters;
    private int cells;
    private int shared;
    private int inRow;

    private static Found nothing() {
        return new Found(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    }

    /** Refuses {@code table.too-large}. */
    @SuppressWarnings("deprecation") // The other ways to a parser go through packages that are closed to us.
    Found check(InputStream part) throws IOException, SAXException {
        XMLReader xml = XMLReaderFactory.createXMLReader();
        // So there are no entities either, neither within nor without.
        xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        xml.setContentHandler(this);
        xml.setErrorHandler(this);
        found = nothing();
        xml.parse(new InputSource(part));
        return found;
    }

    /** A cell, or a text that several cells share. */
    private static boolean isText(String element) {
        return element.equals("c") || element.equals("si");
    }

    @Override
    public void startElement(String uri, String element, String name, Attributes said) throws SAXException {
        if (element.equals("row")) {
            inRow = 0;
            require(isRow(said.getValue("", "r")) && isSpans(said.getValue("", "spans")));
        } else if (element.equals("c")) {
            inRow++;
            cells++;
            require(inRow <= TableBounds.COLUMNS_OF_A_SHEET && isReference(said.getValue("", "r")));
        } else if (element.equals("si")) {
            shared++;
        } else {
            note(element, said);
        }
        if (isText(element)) {
            within = true;
            length = 0;
        }
        if (cells > MOST_CELLS || shared > TableBounds.MOST_CELLS) {
            throw TableBounds.tooLarge();
        }
    }

    private void note(String element, Attributes said) {
        switch (element) {
            case "sheet" -> {
                String state = said.getValue("", "state");
                found.sheets().add(new SheetName(value("id", said), state == null || state.equals("visible")));
            }
            case "Relationship" -> found.targets().put(value("Id", said), value("Target", said));
            case "mergeCell" -> {
                found.merged().add(value("ref", said));
                if (found.merged().size() > TableBounds.MOST_CELLS) {
                    throw TableBounds.tooLarge();
                }
            }
            default -> {}
        }
    }

    /** Whatever its namespace, of which there are two for the same. */
    private static String value(String name, Attributes said) {
        for (int at = 0; at < said.getLength(); at++) {
            if (said.getLocalName(at).equals(name)) {
                return said.getValue(at);
            }
        }
        return "";
    }

    @Override
    public void endElement(String uri, String element, String name) {
        within = within && !isText(element);
    }

    @Override
    public void characters(char[] text, int from, int more) {
        if (within) {
            length += more;
            characters += more;
            if (length > TableBounds.LONGEST_CELL + LONGEST_FORMULA || characters > TableBounds.MOST_CHARACTERS) {
                throw TableBounds.tooLarge();
            }
        }
    }

    private static void require(boolean lies) throws SAXException {
        if (!lies) {
            throw new SAXException("not within a sheet");
        }
    }

    private static boolean isRow(@Nullable String row) {
        return row == null || ROW.matcher(row).matches() && Integer.parseInt(row) <= ROWS_OF_A_SHEET;
    }

    private static boolean isSpans(@Nullable String spans) {
        return spans == null
                || SPANS.matcher(spans).matches()
                        && Pattern.compile("[ :]")
                                .splitAsStream(spans)
                                .allMatch(column -> Integer.parseInt(column) <= TableBounds.COLUMNS_OF_A_SHEET);
    }

    private static boolean isReference(@Nullable String reference) {
        if (reference == null) {
            return true;
        }
        var parts = REFERENCE.matcher(reference);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > ROWS_OF_A_SHEET) {
            return false;
        }
        return column(parts.group(1)) <= TableBounds.COLUMNS_OF_A_SHEET;
    }

    /** By its letters, from 1. */
    static int column(String letters) {
        return letters.chars().reduce(0, (before, letter) -> before * 26 + letter - 'A' + 1);
    }
}
