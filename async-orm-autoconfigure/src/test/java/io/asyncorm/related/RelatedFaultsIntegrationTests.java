package io.asyncorm.related;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.related.Press.Article;
import io.asyncorm.related.Press.Label;
import io.asyncorm.related.Press.Person;
import io.asyncorm.testdatabase.BreakingDataSource;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.clear;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is left of a change of related objects whose connection breaks between its
 * statements: nothing.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class RelatedFaultsIntegrationTests {

	private final BreakingDataSource connections;

	private final HikariDataSource pool;

	private final Press press;

	private final Person ann;

	private final Article article;

	RelatedFaultsIntegrationTests(TestDatabase database) {
		HikariDataSource address = database.create(3);
		this.connections = new BreakingDataSource(address);
		this.pool = new HikariDataSource();
		this.pool.setDataSource(this.connections);
		this.pool.setMaximumPoolSize(3);
		this.press = new Press(this.pool);
		this.ann = this.press.person("Ann");
		this.article = this.press.article("News", this.ann);
		List.of("a", "b", "c").forEach(this.press::label);
		await(this.article.labels().aadd("a", "b"));
	}

	@AfterEach
	void close() {
		this.press.close();
	}

	@Test
	void nothingIsSetIfTheConnectionBreaksBehindTheDelete() {
		this.connections.breakBefore("insert into");

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.article.labels().aset(List.of("b", "c"))));
		assertThat(labels()).containsExactly("a", "b");
		this.connections.breakBefore("insert into");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.article.labels().aset(List.of("a", "b"), clear())));
		assertThat(labels()).containsExactly("a", "b");
		await(this.article.labels().aset(List.of("c")));
		assertThat(labels()).containsExactly("c");
	}

	@Test
	void nothingIsSetIfItBreaksBetweenUpdates() {
		await(this.ann.edited().aadd(this.article));
		Article other = this.press.article("Olds", this.ann);
		this.connections.breakBefore("update");
		this.connections.breakBefore("update");

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.ann.edited().aset(List.of(other))));
		assertThat(await(this.ann.edited().alist())).extracting(Article::title).containsExactly("News");
	}

	@Test
	void nothingIsCreatedIfItBreaksBeforeTheLink() {
		this.connections.breakBefore("insert into article_topics");

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.article.topics().acreate(kw("name", "war"))));
		assertThat(this.press.count("topic")).isZero();
		assertThat(this.press.count("article_topics")).isZero();
	}

	private List<String> labels() {
		return await(this.article.labels().alist()).stream().map(Label::code).toList();
	}

}
