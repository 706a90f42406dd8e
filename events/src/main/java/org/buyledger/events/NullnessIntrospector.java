package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Lets the types of a record say what is required: a component whose type is not {@code @Nullable} must be present and
 * not null, and an absent list or map is empty.
 */
final class NullnessIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (!(member instanceof AnnotatedParameter parameter)) {
            return super.hasRequiredMarker(config, member);
        }
        return !isNullable(parameter) && !isContainer(parameter);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter) || isNullable(parameter)) {
            return super.findSetterInfo(config, annotated);
        }
        return JsonSetter.Value.forValueNulls(isContainer(parameter) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    private static boolean isContainer(AnnotatedParameter parameter) {
        Class<?> raw = parameter.getRawType();
        return Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        if (!(parameter.getOwner().getMember() instanceof Executable creator)) {
            return false;
        }
        AnnotatedType[] types = creator.getAnnotatedParameterTypes();
        return types[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
