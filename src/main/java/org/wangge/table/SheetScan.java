package org.wangge.table;

import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the XML of a part of a workbook and keeps nothing. What it refuses would make the reader take memory by what the
 * file says rather than by what it holds: references far out, spans, entities. All parts of a workbook are counted together.
 */
final class SheetScan {

    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");
    private static final Pattern ROW = Pattern.compile("[1-9]\\d{0,6}");
    private static final Pattern SPANS = Pattern.compile("\\d{1,5}:\\d{1,5}(?: \\d{1,5}:\\d{1,5}){0,20}");
    private static final int ROWS_OF_A_SHEET = 1_048_576;
    /** Besides its text a cell may have a formula. */
    private static final int LONGEST_FORMULA = 8_192;
    /** With the empty ones, which have a colour or a border. */
    private static final int MOST_CELLS = 4 * TableBounds.MOST_CELLS;

    private final XMLInputFactory xml;
    private boolean within;
    private int length;
    private long characters;
    private int cells;
    private int shared;
    private int inRow;

    SheetScan() {
        xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    /** Refuses {@code table.too-large}. */
    void check(InputStream part) throws XMLStreamException, UnreadableTable {
        XMLStreamReader events = xml.createXMLStreamReader(part);
        try {
            while (events.hasNext()) {
                switch (events.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(events);
                    case XMLStreamConstants.END_ELEMENT -> within = within && !isText(events.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        count(events.getTextLength());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableTable("entities", false);
                    default -> {}
                }
            }
        } finally {
            events.close();
        }
    }

    /** A cell, or a text that several cells share. */
    private static boolean isText(String element) {
        return element.equals("c") || element.equals("si");
    }

    private void begin(XMLStreamReader event) throws UnreadableTable {
        String element = event.getLocalName();
        if (element.equals("row")) {
            inRow = 0;
            require(isRow(event.getAttributeValue(null, "r")) && isSpans(event.getAttributeValue(null, "spans")));
        } else if (element.equals("c")) {
            inRow++;
            cells++;
            require(inRow <= TableBounds.COLUMNS_OF_A_SHEET && isReference(event.getAttributeValue(null, "r")));
        } else if (element.equals("si")) {
            shared++;
        }
        if (isText(element)) {
            within = true;
            length = 0;
        }
        if (cells > MOST_CELLS || shared > TableBounds.MOST_CELLS) {
            throw TableBounds.tooLarge();
        }
    }

    private void count(int more) {
        if (within) {
            length += more;
            characters += more;
            if (length > TableBounds.LONGEST_CELL + LONGEST_FORMULA || characters > TableBounds.MOST_CHARACTERS) {
                throw TableBounds.tooLarge();
            }
        }
    }

    private static void require(boolean lies) throws UnreadableTable {
        if (!lies) {
            throw new UnreadableTable("not within a sheet", false);
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
        int column = parts.group(1).chars().reduce(0, (before, letter) -> before * 26 + letter - 'A' + 1);
        return column <= TableBounds.COLUMNS_OF_A_SHEET;
    }
}
