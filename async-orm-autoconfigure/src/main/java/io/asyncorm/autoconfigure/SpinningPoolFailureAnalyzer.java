package io.asyncorm.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains at startup that the connection pool would take whole processors under load,
 * and where a build sets another version.
 */
final class SpinningPoolFailureAnalyzer extends AbstractFailureAnalyzer<SpinningPoolException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SpinningPoolException cause) {
		return new FailureAnalysis(
				("The connection pool%s is HikariCP %s. Below 7.1.0, it spins on virtual threads while"
						+ " others wait for a connection: under load that takes whole processors, and the application may"
						+ " stand still. async-orm runs its operations on virtual threads.")
					.formatted((cause.replica() != null) ? " of the replica '" + cause.replica() + "'" : "",
							cause.version()),
				"""
						Let the build of the application take HikariCP 7.1.0 or newer in place of the version that Spring Boot manages:

						    - Maven, with spring-boot-starter-parent: add <hikaricp.version>7.1.0</hikaricp.version> to the <properties>
						    - Maven, with an import of spring-boot-dependencies: import io.asyncorm:async-orm-bom before it
						    - Gradle, with the plugin io.spring.dependency-management: ext['hikaricp.version'] = '7.1.0'
						    - Gradle, with a platform: add runtimeOnly 'com.zaxxer:HikariCP:7.1.0' to the dependencies

						If it stays as it is, ask where it comes from: mvn dependency:tree -Dincludes=com.zaxxer:HikariCP, or gradle\
						 dependencyInsight --dependency HikariCP --configuration runtimeClasspath""",
				cause);
	}

}
