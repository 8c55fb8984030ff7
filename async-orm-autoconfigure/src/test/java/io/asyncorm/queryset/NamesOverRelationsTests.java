package io.asyncorm.queryset;

import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.compiler.Bookshop;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Q;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.SortOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.max;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for misspelled names behind those of relations and fields: the choices and the
 * nearest are told wherever a name can stand.
 */
class NamesOverRelationsTests {

	private final QuerySet<Book> books = new Bookshop().all(Book.class);

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void choicesOfTheRelatedModelAreToldWithTheNearest(String place, Place call) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> call.apply(this.books))
			.withMessageContaining("Did you mean 'name'?")
			.withMessageContaining("Choices are: ")
			.withMessageContaining("books, born");
	}

	static Stream<Arguments> places() {
		return Stream.of(place("filter", (books) -> books.filter("author__nam", "x")),
				place("exclude", (books) -> books.exclude("author__nam__icontains", "x")),
				place("orderBy", (books) -> books.orderBy("author__nam")),
				place("descending", (books) -> books.orderBy("-author__nam")),
				place("orderBy of an expression", (books) -> books.orderBy(f("author__nam").desc())),
				place("values", (books) -> books.values("title", "author__nam")),
				place("valuesList", (books) -> books.valuesList("author__nam")),
				place("only", (books) -> books.only("author__nam")),
				place("defer", (books) -> books.defer("author__nam")),
				place("annotate", (books) -> books.annotate("n", f("author__nam"))),
				place("alias", (books) -> books.alias("n", max("author__nam"))),
				place("aggregate", (books) -> books.annotate("n", count("author__nam"))),
				place("comparison", (books) -> books.filter("title", f("author__nam"))),
				place("distinct", (books) -> books.distinct("author__nam")),
				place("dates", (books) -> books.dates("author__nam", "year", SortOrder.ASC)),
				place("over a reverse relation", (books) -> books.orderBy("reviews__book__author__nam")),
				place("over the column of the key", (books) -> books.orderBy("author_id__nam")),
				place("with a transform", (books) -> books.values("author__nam__length")));
	}

	@Test
	void relationsThatCanBeSelectedAreTold() {
		refuses((books) -> books.selectRelated("autor"), "Did you mean 'author'?");
		refuses((books) -> books.selectRelated("author__mento"), "Choices are: ");
	}

	@Test
	void namesBehindAFilteredRelationAreTold() {
		QuerySet<Book> best = this.books.annotate("best", FilteredRelation.of("reviews", Q.of("reviews__stars", 5)));

		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> best.orderBy("best__star"))
			.withMessageContaining("Did you mean 'stars'?");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> best.values("best__star"))
			.withMessageContaining("Did you mean 'stars'?");
	}

	@Test
	void partsOfADateAreTold() {
		refuses((books) -> books.orderBy("published__yeer"), "Did you mean 'year'?");
		refuses((books) -> books.values("published__yeer"), "Did you mean 'year'?");
	}

	@Test
	void whatHasNoPartsIsTold() {
		refuses((books) -> books.orderBy("title__x"), "is no relation, and has no parts");
	}

	@Test
	void aLookupIsToldFromAnUnknownName() {
		refuses((books) -> books.orderBy("title__icontains"), "a lookup cannot stand here");
		refuses((books) -> books.values("author__name__icontains"), "a lookup cannot stand here");
	}

	private void refuses(Place call, String message) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> call.apply(this.books))
			.withMessageContaining(message);
	}

	private static Arguments place(String name, Place call) {
		return Arguments.of(name, call);
	}

	private interface Place extends Function<QuerySet<Book>, Object> {

	}

}
