package org.buyledger.standalone.up;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Tells of Ctrl-C and of the signals that ask a process to end. A shutdown hook would not do: it never hears of a second
 * Ctrl-C. sun.misc.Signal is called by reflection, because the compiler warns of it and our warnings are errors.
 */
final class Signals {
    private static final String[] ENDING = {"INT", "TERM", "HUP"};

    private final Runnable whenSignalled;

    private Signals(Runnable whenSignalled) {
        this.whenSignalled = whenSignalled;
    }

    /** Calls back at every such signal; one that the caller of this process made it ignore stays ignored. */
    static void handle(Runnable whenSignalled) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            MethodHandle received = lookup.findVirtual(
                            Signals.class, "received", MethodType.methodType(void.class, Object.class))
                    .bindTo(new Signals(whenSignalled))
                    .asType(MethodType.methodType(void.class, signal));
            Object handler = MethodHandleProxies.asInterfaceInstance(handlerType, received);
            for (String name : ENDING) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, one, handler);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK has no module jdk.unsupported.", e);
        }
    }

    @SuppressWarnings("unused") // called through the handle
    private void received(Object signal) {
        whenSignalled.run();
    }
}
