package org.buyledger.events;

import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Calls the constructors of records by reflection. Jackson itself binds a method handle to the arguments anew at each call,
 * which costs more than all the rest of making a record.
 */
final class RecordInstantiators extends SimpleValueInstantiators {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
        return bean.getBeanClass().isRecord()
                        && usual instanceof StdValueInstantiator standard
                        && standard.getWithArgsCreator() != null
                        && standard.getWithArgsCreator().getMember() instanceof Constructor<?> constructor
                ? new ByReflection(standard, constructor)
                : usual;
    }

    private static final class ByReflection extends StdValueInstantiator {
        private static final long serialVersionUID = 1L;

        private final transient Constructor<?> constructor;

        ByReflection(StdValueInstantiator usual, Constructor<?> constructor) {
            super(usual);
            this.constructor = constructor;
        }

        @Override
        public @Nullable Object createFromObjectWith(DeserializationContext context, @Nullable Object[] arguments) {
            try {
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                return context.handleInstantiationProblem(_valueClass, arguments, rewrapCtorProblem(context, e));
            }
        }
    }
}
