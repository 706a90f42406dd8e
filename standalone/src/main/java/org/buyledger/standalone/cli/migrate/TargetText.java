package org.buyledger.standalone.cli.migrate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets {@code -1} be a target, and nothing else that begins like an option. */
final class TargetText implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        if (text.startsWith("-") && !text.matches("-[0-9].*")) {
            throw new TypeConversionException("there is no option '%s'".formatted(text));
        }
        return text;
    }
}
