package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The error codes that we answer with: AdCP 3.1.19's vocabulary, each with its recovery class, and INTERNAL of our own. */
public enum ErrorCode {
    AUTH_MISSING(Recovery.CORRECTABLE),
    AUTH_INVALID(Recovery.TERMINAL),
    PERMISSION_DENIED(Recovery.CORRECTABLE),
    INVALID_REQUEST(Recovery.CORRECTABLE),
    VALIDATION_ERROR(Recovery.CORRECTABLE),
    UNSUPPORTED_FEATURE(Recovery.CORRECTABLE),
    REFERENCE_NOT_FOUND(Recovery.CORRECTABLE),
    PRODUCT_NOT_FOUND(Recovery.CORRECTABLE),
    PRODUCT_UNAVAILABLE(Recovery.CORRECTABLE),
    PRODUCT_EXPIRED(Recovery.CORRECTABLE),
    BUDGET_TOO_LOW(Recovery.CORRECTABLE),
    BUDGET_EXCEEDED(Recovery.CORRECTABLE),
    MEDIA_BUY_NOT_FOUND(Recovery.CORRECTABLE),
    PACKAGE_NOT_FOUND(Recovery.CORRECTABLE),
    CREATIVE_NOT_FOUND(Recovery.CORRECTABLE),
    CREATIVE_REJECTED(Recovery.CORRECTABLE),
    CREATIVE_DEADLINE_EXCEEDED(Recovery.CORRECTABLE),
    FORMAT_NOT_SUPPORTED(Recovery.CORRECTABLE),
    SESSION_NOT_FOUND(Recovery.CORRECTABLE),
    INVALID_STATE(Recovery.CORRECTABLE),
    NOT_CANCELLABLE(Recovery.CORRECTABLE),
    CREDENTIAL_IN_ARGS(Recovery.TERMINAL),
    IDEMPOTENCY_CONFLICT(Recovery.CORRECTABLE),
    CONFLICT(Recovery.TRANSIENT),
    SERVICE_UNAVAILABLE(Recovery.TRANSIENT),
    /** A bug of ours: the command is on the dead-letter topic and nothing has changed. */
    @JsonEnumDefaultValue
    INTERNAL(Recovery.TRANSIENT);

    private final Recovery recovery;

    ErrorCode(Recovery recovery) {
        this.recovery = recovery;
    }

    public Recovery recovery() {
        return recovery;
    }

    /** What a caller can do about an error. */
    public enum Recovery {
        /** Try the same again later. */
        @JsonProperty("transient")
        TRANSIENT,
        /** Change the request. */
        @JsonProperty("correctable")
        CORRECTABLE,
        /** A person has to act. */
        @JsonProperty("terminal")
        TERMINAL
    }
}
