package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

class RecordJsonTest {

    static Stream<Class<?>> contracts() {
        return Stream.concat(
                Command.TYPES.names().stream()
                        .map(name -> Command.TYPES.find(name).orElseThrow()),
                Stream.concat(
                        Event.TYPES.names().stream()
                                .map(name -> Event.TYPES.find(name).orElseThrow()),
                        Historical.TYPES.names().stream()
                                .map(name -> Historical.TYPES.find(name).orElseThrow())));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void the_components_of_a_contract_are_its_json_and_nothing_else_is(Class<?> contract) {
        assertThat(written(Json.EVENTS, contract)).containsExactlyInAnyOrderElementsOf(components(contract));
    }

    private static List<String> written(JsonMapper mapper, Class<?> contract) {
        List<String> names = new ArrayList<>();
        mapper.acceptJsonFormatVisitor(contract, new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
                return new JsonObjectFormatVisitor.Base(getContext()) {
                    @Override
                    public void property(BeanProperty property) {
                        names.add(property.getName());
                    }

                    @Override
                    public void optionalProperty(BeanProperty property) {
                        names.add(property.getName());
                    }
                };
            }
        });
        return names;
    }

    private static List<String> components(Class<?> contract) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : contract.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                names.addAll(components(component.getType()));
            } else if (!component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                names.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
