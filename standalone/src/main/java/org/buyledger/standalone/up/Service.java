package org.buyledger.standalone.up;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.operations.Setting;

/**
 * A service that {@code up} runs in a JVM of its own.
 *
 * @param name what it is called, also in its metrics
 * @param mainClass its main class, on our class path; it runs by {@link org.buyledger.operations.ServiceProcess}
 * @param memory options of its JVM: how large its heap may be, and how that is divided
 * @param needs what must be ready before it is started
 * @param settings its settings; its operations port is given to it
 */
record Service(String name, String mainClass, List<String> memory, Set<String> needs, Map<Setting, String> settings) {}
