package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a buyer asks for that can be made to wait for a person. */
public enum ManualOperation {
    @JsonProperty("create_media_buy")
    CREATE_MEDIA_BUY,
    @JsonProperty("update_media_buy")
    UPDATE_MEDIA_BUY
}
