package io.asyncorm.kotlin.checked

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration
import io.asyncorm.autoconfigure.check.QueryCheckAutoConfiguration
import io.asyncorm.testdatabase.TestDatabase
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.boot.autoconfigure.AutoConfigurationPackage
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.boot.test.system.CapturedOutput
import org.springframework.boot.test.system.OutputCaptureExtension
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration
import org.springframework.context.annotation.Configuration

/** Queries of repositories in Kotlin are held against the database at startup, too. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension::class)
class QueryCheckTests {

	@Test
	fun functionsThatSuspendAndFlowsAreParsed(output: CapturedOutput) {
		ApplicationContextRunner()
			.withConfiguration(
				AutoConfigurations.of(
					AsyncOrmAutoConfiguration::class.java,
					QueryCheckAutoConfiguration::class.java,
					DataSourceAutoConfiguration::class.java,
					DataSourceTransactionManagerAutoConfiguration::class.java,
					TransactionAutoConfiguration::class.java,
				)
			)
			.withPropertyValues(*TestDatabase.POSTGRESQL.create().toProperties())
			.withPropertyValues("async-orm.schema.action=create", "async-orm.queries.check=startup")
			.withUserConfiguration(Library::class.java)
			.run { context ->
				assertThat(context.startupFailure).isNull()
				assertThat(output.out).contains("Checked 6 queries against").doesNotContain("not checked")
			}
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = [Song::class])
	open class Library

}
