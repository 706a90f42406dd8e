package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.nio.file.Path;

/** A flight recording of another JVM. */
record Recording(long pid, Path file) {

    static Recording start(ProcessHandle process, Path file) throws IOException, InterruptedException {
        Recording recording = new Recording(process.pid(), file.toAbsolutePath());
        recording.order("JFR.start", "name=benchmark", "settings=profile");
        return recording;
    }

    void stop() throws IOException, InterruptedException {
        order("JFR.stop", "name=benchmark", "filename=" + file);
    }

    private void order(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 2];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        command[1] = Long.toString(pid);
        System.arraycopy(words, 0, command, 2, words.length);
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " failed with status " + status);
        }
    }
}
