package io.asyncorm.distributed;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.OtherTenantException;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.throughDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Links that belong to tenants, between rows that belong to all of them.
 */
@ParameterizedClass
@EnumSource
class SharedEndsIntegrationTests {

	private static final long OURS = 1;

	private static final long THEIRS = 2;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Offers offers;

	private final Topic topic;

	private final Keyword keyword;

	SharedEndsIntegrationTests(TestDatabase database) {
		this.pool = database.create(4);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Topic.class, Keyword.class, Offer.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.offers = this.orm.repository(Offers.class);
		this.topic = await(this.orm.repository(Topics.class).acreate(kw("name", "music")));
		this.keyword = await(this.orm.repository(Keywords.class).acreate(kw("name", "song")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theSameLinkOfAnotherTenantIsAnother() {
		long ours = Tenant.as(OURS, () -> await(this.topic.keywords().aadd(List.of(this.keyword))));
		long theirs = Tenant.as(THEIRS, () -> await(this.topic.keywords().aadd(List.of(this.keyword))));
		long again = Tenant.as(THEIRS, () -> await(this.topic.keywords().aadd(List.of(this.keyword))));

		assertThat(List.of(ours, theirs, again)).containsExactly(1L, 1L, 0L);
		assertThat(Tenant.all(() -> await(this.offers.all().orderBy("shop").alist()))).extracting(Offer::shop)
			.containsExactly(OURS, THEIRS);
	}

	@Test
	void linksOfAnotherTenantAreRefused() {
		Tenant.as(OURS, () -> assertThatExceptionOfType(OtherTenantException.class)
			.isThrownBy(() -> await(this.topic.keywords().aadd(this.keyword, throughDefaults("shop", THEIRS)))));

		assertThat(Tenant.all(() -> await(this.offers.all().acount()))).isZero();
	}

	@Test
	void linksSayWhoseTheyAreWhereAllAreMeant() {
		Tenant.all(() -> await(this.topic.keywords().aadd(this.keyword, throughDefaults("shop", THEIRS))));

		assertThat(Tenant.as(THEIRS, () -> await(this.topic.keywords().acount()))).isOne();
		assertThat(Tenant.as(OURS, () -> await(this.topic.keywords().acount()))).isZero();
	}

	@Model
	record Topic(@Nullable Long id, String name,
			@ManyToMany(through = Offer.class, relatedName = "topics") Many<Keyword> keywords) {
	}

	@Model
	record Keyword(@Nullable Long id, String name) {
	}

	@Model(distributedBy = "shop")
	record Offer(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Topic> topic,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Keyword> keyword) {
	}

	interface Topics extends AsyncRepository<Topic, Long> {

	}

	interface Keywords extends AsyncRepository<Keyword, Long> {

	}

	interface Offers extends AsyncRepository<Offer, List<?>> {

	}

}
