package io.asyncorm.async;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallSite}. Its use is tested in {@code CallLineTests}, outside of our
 * packages.
 */
class CallSiteTests {

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.Shop", "com.acme.Shop$Books", "io.asyncorm.sample.Library",
			"io.asyncorm.BooksTests", "javafish.Shop", "Shop" })
	void aUsersClassIsUserCode(String className) {
		assertThat(CallSite.isUserCode(className)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.asyncorm.Orm", "io.asyncorm.query.QuerySet", "io.asyncorm.async.Task",
			"io.asyncorm.repository.RepositoryProxy", "java.util.stream.ReferencePipeline", "jdk.proxy2.$Proxy12",
			"com.acme.$Proxy7", "com.acme.Shop$$SpringCGLIB$$0",
			"org.springframework.aop.framework.JdkDynamicAopProxy" })
	void oursThePlatformsAndGeneratedClassesAreNot(String className) {
		assertThat(CallSite.isUserCode(className)).isFalse();
	}

}
