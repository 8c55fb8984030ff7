package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.asyncorm.expression.Expression;
import io.asyncorm.persistence.WriteModels.Author;
import io.asyncorm.persistence.WriteModels.Book;
import io.asyncorm.persistence.WriteModels.Category;
import io.asyncorm.persistence.WriteModels.Hen;
import io.asyncorm.persistence.WriteModels.Person;
import io.asyncorm.persistence.WriteModels.Publisher;
import io.asyncorm.persistence.WriteModels.Review;
import io.asyncorm.persistence.WriteModels.Tag;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.RestrictedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link DeletionCollector}, over related rows that are told by hand.
 */
class DeletionCollectorTests {

	private final DeletionRules rules = new DeletionRules(WriteModels.REGISTRY);

	private final Map<String, List<Object>> related = new HashMap<>();

	private final List<QueryState> read = new ArrayList<>();

	@Test
	void onlyModelsThatNothingPointsToStandAlone() {
		assertThat(this.rules.standsAlone(WriteModels.model(Review.class))).isTrue();
		assertThat(this.rules.standsAlone(WriteModels.model(Tag.class))).isFalse();
	}

	@Test
	void noRowsMeanNothingToDo() {
		assertThat(collect(Author.class)).isEmpty();
	}

	@Test
	void rowsThatPointToTheDeletedOnesGoFirst() {
		this.related.put("Author", List.of(1L, 2L));
		this.related.put("Book.author", List.of(10L, 11L));

		assertThat(collect(Author.class)).containsExactly("set Author.mentor null where mentor [1, 2]",
				"set Review.critic 7 where critic [1, 2]", "delete Review where book [10, 11]",
				"delete Contract where book [10, 11]", "delete Book_tags where book [10, 11]",
				"delete Book where id [10, 11]", "delete Author where id [1, 2]");
	}

	@Test
	void rowsOfAJoinTableGoWithEitherEnd() {
		this.related.put("Tag", List.of(3L));

		assertThat(collect(Tag.class)).containsExactly("delete Book_tags where tag [3]", "delete Tag where id [3]");
	}

	@Test
	void aProtectedRowRefusesTheDeleteAndTheMessageSaysHowMany() {
		this.related.put("Publisher", List.of(5L));
		this.related.put("Book.publisher", List.of(10L, 11L));

		assertThatExceptionOfType(ProtectedException.class).isThrownBy(() -> collect(Publisher.class))
			.withMessageContaining("'Publisher'")
			.withMessageContaining("2 rows of 'Book' through 'Book.publisher'");
	}

	@Test
	void aRestrictedRowRefusesTheDelete() {
		this.related.put("Author", List.of(1L));
		this.related.put("Contract.author", List.of(20L));

		assertThatExceptionOfType(RestrictedException.class).isThrownBy(() -> collect(Author.class))
			.withMessageContaining("'Author'")
			.withMessageContaining("1 row of 'Contract' through 'Contract.author'");
	}

	@Test
	void aRestrictedRowThatGoesOnAnotherWayDoesNotRefuse() {
		this.related.put("Author", List.of(1L));
		this.related.put("Book.author", List.of(10L));
		this.related.put("Contract.author", List.of(20L));
		this.related.put("Contract.book", List.of(20L));

		assertThat(collect(Author.class)).contains("delete Contract where book [10]");
	}

	@Test
	void tablesThatPointToEachOtherArePartedWhereNullIsAllowed() {
		this.related.put("Hen", List.of(1L));
		this.related.put("Egg.hen", List.of(2L));
		this.related.put("Hen.egg", List.of(1L));

		assertThat(collect(Hen.class)).containsExactly("set Egg.hen null where id [2]", "delete Hen where id [1]",
				"delete Egg where id [2]");
	}

	@Test
	void rowsOfOneTableArePartedOnlyWhereEachRowIsChecked() {
		this.related.put("Category", List.of(1L));
		this.related.put("Category.parent", List.of(1L, 2L));

		assertThat(collect(Category.class)).containsExactly("delete Category where id [1, 2]");
		assertThat(collect(Category.class, true)).containsExactly("set Category.parent null where id [1, 2]",
				"delete Category where id [1, 2]");
	}

	@Test
	void rowsOfOneTableAreNotPartedIfNoneRefersToAnother() {
		this.related.put("Category", List.of(1L, 2L));

		assertThat(collect(Category.class, true)).containsExactly("delete Category where id [1, 2]");
	}

	@Test
	void aLinkGoesInOneStatementWhicheverEndIsDeleted() {
		this.related.put("Person", List.of(1L));

		assertThat(collect(Person.class)).containsExactly("delete Person_friends where fromPerson [1] or toPerson [1]",
				"delete Person where id [1]");
	}

	@Test
	void rowsThatOthersMayReferToAreLockedAsTheyAreRead() {
		this.related.put("Author", List.of(1L));
		this.related.put("Book.author", List.of(10L));

		collect(Author.class);

		assertThat(this.read).extracting((rows) -> rows.model().name(), (rows) -> rows.lock() != null)
			.contains(tuple("Author", true), tuple("Book", true), tuple("Contract", false));
	}

	@Test
	void rowsThatAreFoundInOtherTablesAreLockedByTheirKeys() {
		QueryState books = QueryState.of(WriteModels.model(Book.class));
		QueryState grouped = books.mutate().groupBy(List.of()).build();

		assertThat(RowFilters.lockedKeys(books).filters()).isEmpty();
		assertThat(RowFilters.lockedKeys(grouped).groupBy()).isNull();
		assertThat(RowFilters.lockedKeys(grouped).filters().get(0)).isInstanceOfSatisfying(Expression.Test.class,
				(test) -> assertThat(test.value()).isEqualTo(new Expression.Subquery(RowFilters.keys(grouped))));
	}

	@Test
	void rulesOfBooksAreThoseOfTheModel() {
		assertThat(this.rules.foreignKeysTo(WriteModels.model(Book.class), false)).extracting(Object::toString)
			.containsExactlyInAnyOrder("Review.book", "Contract.book", "Book_tags.book");
	}

	private List<String> collect(Class<?> type) {
		return collect(type, false);
	}

	private List<String> collect(Class<?> type, boolean checkedByRow) {
		return steps(QueryState.of(WriteModels.model(type)), checkedByRow);
	}

	private List<String> steps(QueryState rows, boolean checkedByRow) {
		DeletionPlan plan = new DeletionCollector<RuntimeException>(this.rules, this::keys, checkedByRow).collect(rows);
		List<String> steps = new ArrayList<>();
		plan.updates()
			.forEach((update) -> steps.add("set " + update.changes().get(0).field() + " "
					+ ((Expression.Value) update.changes().get(0).value()).value() + " where "
					+ condition(update.rows())));
		plan.removals()
			.forEach((removal) -> steps
				.add("delete " + removal.model() + " where " + condition(((Write.Delete) removal).rows())));
		return steps;
	}

	private List<Object> keys(QueryState rows) {
		this.read.add(rows);
		String name = rows.filters().isEmpty() ? rows.model().name()
				: rows.model().name() + "." + condition(rows).split(" ")[0];
		return this.related.getOrDefault(name, List.of());
	}

	private static String condition(QueryState rows) {
		return condition(rows.filters().get(0));
	}

	private static String condition(Expression filter) {
		if (filter instanceof Expression.Or or) {
			return or.operands().stream().map(DeletionCollectorTests::condition).collect(Collectors.joining(" or "));
		}
		Expression.Test test = (Expression.Test) filter;
		return ((Expression.Column) test.operand()).field().name() + " " + ((Expression.Value) test.value()).value();
	}

}
