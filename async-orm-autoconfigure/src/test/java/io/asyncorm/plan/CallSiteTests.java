package io.asyncorm.plan;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
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
			"io.asyncorm.BooksTests", "io.asyncorm.OrmTests", "javafish.Shop", "Shop" })
	void aUsersClassIsUserCode(String className) {
		assertThat(CallSite.isUserCode(className)).isTrue();
	}

	@Test
	void noClassOfOursIsUserCode() {
		assertThat(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.asyncorm")).extracting(JavaClass::getName)
			.filteredOn((className) -> !className.endsWith("package-info"))
			.hasSizeGreaterThan(100)
			.noneMatch(CallSite::isUserCode);
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.asyncorm.Orm", "io.asyncorm.query.QuerySet", "io.asyncorm.async.Task",
			"io.asyncorm.repository.RepositoryProxy", "java.util.stream.ReferencePipeline", "jdk.proxy2.$Proxy12",
			"com.acme.$Proxy7", "io.asyncorm.sample.$Proxy7", "com.acme.Shop$$SpringCGLIB$$0",
			"org.springframework.aop.framework.JdkDynamicAopProxy" })
	void oursThePlatformsAndGeneratedClassesAreNot(String className) {
		assertThat(CallSite.isUserCode(className)).isFalse();
	}

}
