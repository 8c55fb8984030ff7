package io.asyncorm.related;

import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.query.Many;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Label;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A change of related objects that fails marks the caller's transaction, even if the
 * caller goes on as if nothing had happened.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "H2", "MARIADB" })
class RelatedTransactionsIntegrationTests {

	private final Press press;

	private final Many<Label> labelsOfNothing;

	RelatedTransactionsIntegrationTests(TestDatabase database) {
		HikariDataSource pool = database.create(3);
		pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		this.press = new Press(pool);
		Article gone = ReverseForeignKeyIntegrationTests.article(4711L, "?", this.press.person("Ann"));
		this.labelsOfNothing = this.press.articles().related(gone, Article::labels);
	}

	@AfterEach
	void close() {
		this.press.close();
	}

	/** PostgreSQL checks foreign keys at the commit only. */
	@Test
	void whatFailsHalfWayIsNotCommitted() {
		Stream
			.<Callable<?>>of(() -> await(this.labelsOfNothing.acreate(kw("code", "x"))),
					() -> await(this.labelsOfNothing.agetOrCreate(kw("code", "x"), defaults())),
					() -> await(this.labelsOfNothing.aupdateOrCreate(kw("code", "x"), defaults())))
			.forEach((creation) -> {
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> await(this.press.orm().transactions().atomic(() -> {
						assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(creation::call);
						return null;
					})));
				assertThat(await(this.press.labels().acount())).isZero();
			});
	}

}
