package gridfare.sandbox;

/// Where each part of the outside world listens. As a wish, 0 stands for any that is free.
public record Ports(int control, int alibaba, int huawei, int tencent, int stripe) {

    public static final Ports FREE = new Ports(0, 0, 0, 0, 0);

    /// The ports that the product's settings expect.
    static Ports from(int base) {
        return base == 0 ? FREE : new Ports(base, base + 1, base + 2, base + 3, base + 4);
    }

    String json() {
        return "{\"control\":%d,\"alibaba\":%d,\"huawei\":%d,\"tencent\":%d,\"stripe\":%d}"
                .formatted(control, alibaba, huawei, tencent, stripe);
    }
}
