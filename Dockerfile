# Images over what the build made: `mvn -DskipTests package` comes first (docs/installation.md).

FROM eclipse-temurin:25-jre AS base
RUN groupadd --system --gid 10001 gridfare \
 && useradd --system --uid 10001 --gid gridfare --no-create-home --shell /usr/sbin/nologin gridfare
COPY --chmod=0755 docker/answers.sh /opt/gridfare/answers.sh

# The provisioned WildFly with the WAR. It writes below /var/lib/gridfare, and into its own `standalone` what it unpacks.
FROM base AS broker
COPY --chown=gridfare:gridfare broker-server/target/server /opt/gridfare/server
COPY --chown=gridfare:gridfare broker-web/target/gridfare.war /opt/gridfare/server/standalone/deployments/gridfare.war
RUN install -d -o gridfare -g gridfare /var/lib/gridfare
ENV JBOSS_JAVA_SIZING="-Xms128m -Xmx1g -XX:MaxMetaspaceSize=512m -XX:+ExitOnOutOfMemoryError" \
    LAUNCH_JBOSS_IN_BACKGROUND=1
USER gridfare
VOLUME /var/lib/gridfare
ENTRYPOINT ["/opt/gridfare/server/bin/standalone.sh", "-Djboss.server.data.dir=/var/lib/gridfare"]

# The outside world for demonstrations and tests.
FROM base AS sandbox
COPY src-it/sandbox/target/lib /opt/gridfare/sandbox/lib
COPY src-it/sandbox/target/sandbox.jar /opt/gridfare/sandbox/sandbox.jar
RUN install -d -o gridfare -g gridfare /var/lib/gridfare
USER gridfare
VOLUME /var/lib/gridfare
ENTRYPOINT ["java", "-Xmx256m", "-cp", "/opt/gridfare/sandbox/sandbox.jar:/opt/gridfare/sandbox/lib/*", "gridfare.sandbox.Main"]
