package gridfare.sandbox;

import java.util.Map;
import java.util.Set;

/// Who may call.
///
/// @param alibaba secrets by access key
/// @param huawei secrets by access key
/// @param huaweiProject the one project of the Huawei account
/// @param tencent secrets by secret id
/// @param stripe secret keys
public record Accounts(
        Map<String, String> alibaba,
        Map<String, String> huawei,
        String huaweiProject,
        Map<String, String> tencent,
        Set<String> stripe) {

    static final Accounts DEMONSTRATION =
            new Accounts(
                    Map.of("sandbox-alibaba", "sandbox-alibaba-secret"),
                    Map.of("sandbox-huawei", "sandbox-huawei-secret"),
                    "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                    Map.of("sandbox-tencent", "sandbox-tencent-secret"),
                    Set.of("sk_test_sandbox"));
}
