package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection on which the server tells of notifications; made again whenever it breaks. See {@link Database#listen}. */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,63}");

    /** After this long without a word the connection is tested: a broken one is silent too. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String url;
    private final Properties login;
    private final String channel;
    private final Runnable onNotify;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;

    Listener(String url, Properties login, String channel, Runnable onNotify) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("a channel is named with a-z and _, not " + channel);
        }
        this.url = url;
        this.login = login;
        this.channel = channel;
        this.onNotify = onNotify;
        Thread.ofPlatform().name("listen-" + channel).daemon().start(this::run);
    }

    private void run() {
        boolean known = false;
        while (closed.getCount() > 0) {
            try (Connection fresh = DriverManager.getConnection(url, login)) {
                connection = fresh;
                known = false;
                listen(fresh);
            } catch (SQLException e) {
                if (closed.getCount() > 0 && !known) {
                    LOG.warn(
                            "Notifications of {} are not heard until the database answers: {}",
                            channel,
                            e.getMessage());
                    known = true;
                }
            }
            connection = null;
            pause();
        }
    }

    private void listen(Connection fresh) throws SQLException {
        try (Statement statement = fresh.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
        LOG.info("Listening for notifications of {}", channel);
        onNotify.run();
        PGConnection server = fresh.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
            PGNotification[] told = server.getNotifications((int) SILENCE.toMillis());
            if (told != null && told.length > 0) {
                onNotify.run();
            } else if (!fresh.isValid((int) SILENCE.toSeconds())) {
                throw new SQLException("the connection is dead");
            }
        }
    }

    private void pause() {
        try {
            closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the listening connection was broken already", e);
            }
        }
    }
}
