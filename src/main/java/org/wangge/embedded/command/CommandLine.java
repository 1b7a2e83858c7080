package org.wangge.embedded.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command and its {@code --name=value} options. */
final class CommandLine {

    private final Map<String, String> options = new HashMap<>();

    /** Reads the options behind the command's name. */
    CommandLine(String[] arguments, Set<String> known) {
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new UsageException("Unknown option " + argument);
            }
            options.put(name.substring(2), equals < 0 ? "" : argument.substring(equals + 1));
        }
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    @Nullable
    String find(String name) {
        return options.get(name);
    }

    String required(String name) {
        String value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("Option --" + name + "=… is missing");
        }
        return value;
    }

    int number(String name, int otherwise) {
        String value = options.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("Option --" + name + " needs a number, not " + value);
        }
    }

    /** The command was written in a way it does not know; the message says how. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
