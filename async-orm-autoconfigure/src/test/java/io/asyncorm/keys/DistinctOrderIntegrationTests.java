package io.asyncorm.keys;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that {@code distinct(fields)} picks by an order: it has to begin with the fields,
 * on every database, and an order by a relation is that of its model.
 */
@ParameterizedClass
@EnumSource
class DistinctOrderIntegrationTests {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Ratings ratings;

	DistinctOrderIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(1);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Shop.class, Product.class, Rating.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.ratings = this.orm.repository(Ratings.class);
		Shop shop = await(this.orm.repository(Shops.class).acreate(kw("name", "north")));
		for (String name : List.of("pen", "ink")) {
			Product product = await(this.orm.repository(Products.class)
				.acreate(kw("shop", shop, "number", name.equals("pen") ? 1 : 2, "name", name)));
			for (int stars = 1; stars <= 3; stars++) {
				await(this.ratings.acreate(kw("product", product, "shop", shop, "stars", stars, "place", "here")));
			}
		}
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theOrderOfARelatedModelIsNoOrderByTheRelation() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(this.ratings.orderBy("product", "-stars").distinct("product").alist()))
			.withMessage("distinct(fields) keeps the first row of each 'Rating.product', so that the order must begin"
					+ " with that, but 'Product.name' comes first: put the fields of distinct(...) at the beginning of"
					+ " orderBy(...). An order by \"product\" is that of Product; the order by its key is"
					+ " \"product_id\"");
	}

	@Test
	void anOrderThatBeginsWithSomethingElseIsRefused() {
		for (QuerySet<Rating> refused : List.of(this.ratings.orderBy("-stars").distinct("place"),
				this.ratings.orderBy("place", "-stars", "product_id").distinct("place", "product"),
				this.ratings.orderBy("product_id", "stars").distinct("product", "place").reverse())) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> await(refused.alist()))
				.withMessageContaining("but 'Rating.stars' comes first");
		}
	}

	@Test
	void anOrderThatBeginsWithTheFieldsPicksTheFirstOfEach() {
		assertThatTheBestArePicked(this.ratings.orderBy("product_id", "-stars").distinct("product"));
		assertThatTheBestArePicked(this.ratings.orderBy("product_id", "-stars").distinct("product_id"));
		assertThatTheBestArePicked(this.ratings.orderBy("product_id", "place", "-stars").distinct("place", "product"));
		// a model without an order of its own is ordered by its key
		assertThatTheBestArePicked(this.ratings.orderBy("shop", "product_id", "-stars").distinct("product", "shop"));
	}

	@Test
	void anOrderByAPartOfTheFieldsOrByNoneIsEnough() {
		if (supports(this.ratings.distinct("place", "stars"))) {
			assertThat(await(this.ratings.orderBy("-stars").distinct("place", "stars").alist()))
				.extracting(Rating::stars)
				.containsExactly(3, 2, 1);
			assertThat(await(this.ratings.distinct("stars").alist())).extracting(Rating::stars)
				.containsExactlyInAnyOrder(1, 2, 3);
		}
	}

	private void assertThatTheBestArePicked(QuerySet<Rating> best) {
		if (supports(best)) {
			assertThat(await(best.alist())).extracting(Rating::stars).containsExactly(3, 3);
		}
	}

	@Test
	void documentsArePickedByTheirOrder() {
		QuerySet<Rating> first = this.ratings.orderBy("tags", "-stars").distinct("tags");

		if (this.database == TestDatabase.POSTGRESQL) {
			assertThat(await(first.alist())).singleElement().extracting(Rating::stars).isEqualTo(3);
		}
		else {
			assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> await(first.alist()));
		}
	}

	private boolean supports(QuerySet<Rating> distinct) {
		if (this.database != TestDatabase.MARIADB) {
			return true;
		}
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> await(distinct.alist()));
		return false;
	}

	@Model
	record Shop(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model(ordering = "name")
	record Product(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shop> shop, @PrimaryKey int number,
			@Column(length = 20) String name) {
	}

	@Model
	record Rating(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Product> product,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shop> shop, int stars, @Column(length = 20) String place,
			@Json @Nullable List<String> tags) {
	}

	interface Shops extends AsyncRepository<Shop, Long> {

	}

	interface Products extends AsyncRepository<Product, List<Object>> {

	}

	interface Ratings extends AsyncRepository<Rating, Long> {

	}

}
