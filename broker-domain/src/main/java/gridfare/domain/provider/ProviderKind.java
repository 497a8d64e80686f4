package gridfare.domain.provider;

/// The kinds of cloud that an adapter exists for.
public enum ProviderKind {
    ALIBABA,
    HUAWEI,
    TENCENT,
    BAIDU,
    CRDP
}
