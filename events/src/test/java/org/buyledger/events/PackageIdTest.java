package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.PackageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageIdTest {
    @Test
    void it_tells_its_buy() {
        assertThat(new PackageId("pkg_0123456789abcdef_01234567").buy())
                .contains(new MediaBuyId("mb_0123456789abcdef"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg_0123456789abcdef",
                "pkg_none",
                "pkg_0123456789abcdef-01234567",
                "0123456789abcdef0123_01234567x"
            })
    void an_older_one_and_what_is_none_tell_no_buy(String id) {
        assertThat(new PackageId(id).buy()).isEmpty();
    }
}
