package org.buyledger.events.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A creative format in the name space of the agent that defines it. AdCP 3.1.19, core/format-id.json.
 *
 * @param agentUrl the defining agent
 * @param id the format's name there
 * @param width in pixels, null where the format leaves it open
 * @param height in pixels, likewise
 * @param durationMs in milliseconds, likewise
 */
public record FormatId(
        String agentUrl,
        String id,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double durationMs) {

    /** Whether a product that takes this format takes {@code offered}: same agent and name, and no measure that differs. */
    public boolean accepts(FormatId offered) {
        return agent(agentUrl).equals(agent(offered.agentUrl))
                && id.equals(offered.id)
                && agrees(width, offered.width)
                && agrees(height, offered.height)
                && agrees(durationMs, offered.durationMs);
    }

    private static boolean agrees(@Nullable Object wanted, @Nullable Object offered) {
        return wanted == null || offered == null || wanted.equals(offered);
    }

    /** The agent's URL without what writers of the same agent differ in: a slash or /mcp at the end. */
    public static String agent(String url) {
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return trimmed.endsWith("/mcp") ? trimmed.substring(0, trimmed.length() - 4) : trimmed;
    }
}
