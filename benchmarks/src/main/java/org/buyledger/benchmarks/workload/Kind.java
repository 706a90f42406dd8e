package org.buyledger.benchmarks.workload;

import org.buyledger.events.Identifiers;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.PackageId;

/** Kinds of commands that a buyer sends. */
public enum Kind {
    CREATE("create_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return buy(PACKAGE.formatted("home_banner", ""));
        }
    },
    CREATE_TWO_PACKAGES("create_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return buy(PACKAGE.formatted("home_banner", "") + ", " + PACKAGE.formatted("news_banner", ""));
        }
    },
    CREATE_WITH_CREATIVE("create_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return buy(PACKAGE.formatted(
                    "home_banner", ", \"creatives\": [%s]".formatted(creative("c-" + run + "-" + n))));
        }
    },
    /** Is rejected: its budget is too low. */
    CREATE_REJECTED("create_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return CREATE.fields(publisher, run, n).replace("5000", "5");
        }
    },
    /** Pauses the buy of the command before it. */
    PAUSE("update_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return "\"media_buy_id\": \"%s\", \"paused\": true".formatted(minted("mb", publisher, run, n - 1, ""));
        }
    },
    /** Raises the budget of the buy of the command before it, which must have its creatives. */
    CHANGE_BUDGET("update_media_buy") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return "\"media_buy_id\": \"%s\", \"packages\": [{\"package_id\": \"%s\", \"budget\": 6000}]"
                    .formatted(
                            minted("mb", publisher, run, n - 1, ""),
                            PackageId.minted(
                                    new MediaBuyId(minted("mb", publisher, run, n - 1, "")),
                                    publisher.tenant().value(),
                                    id(run, n - 1),
                                    0));
        }
    },
    SYNC_CREATIVES("sync_creatives") {
        @Override
        String fields(Publisher publisher, String run, int n) {
            return "\"creatives\": [%s, %s]".formatted(creative("a-" + run + "-" + n), creative("b-" + run + "-" + n));
        }
    };

    private static final String PACKAGE =
            "{\"product_id\": \"%s\", \"pricing_option_id\": \"cpm_fixed\", \"budget\": 5000%s}";

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** What the command says beyond the fields that all have. */
    abstract String fields(Publisher publisher, String run, int n);

    /** The publisher's n-th command of a run. */
    public CommandRecord command(Publisher publisher, String run, int n) {
        String payload = "{\"idempotency_key\": \"idempotency-%s-%08d\", \"account\": {\"account_id\": \"acc-1\"}, %s}"
                .formatted(run, n, fields(publisher, run, n));
        return new CommandRecord(
                id(run, n), WireTypes.PREFIX + type + ".v1", publisher.tenant(), publisher.buyerToken(), null, payload);
    }

    private static String id(String run, int n) {
        return run + "-" + n;
    }

    /** The id that an earlier command of the run has given to what it made. */
    private static String minted(String prefix, Publisher publisher, String run, int n, String place) {
        return Identifiers.mint(prefix, publisher.tenant().value(), id(run, n), place);
    }

    private static String buy(String packages) {
        return """
                "brand": {"domain": "nova.example"}, "start_time": "asap", "end_time": "2099-01-01T00:00:00Z", \
                "packages": [%s]""".formatted(packages);
    }

    private static String creative(String id) {
        return """
                {"creative_id": "%s", "name": "Banner", "format_id": {"agent_url": "%s", "id": "%s"}, \
                "assets": {"image": {"url": "https://cdn.nova.example/banner.png", "width": 300, "height": 250}}}""".formatted(id, Publisher.FORMATS, Publisher.FORMAT);
    }
}
