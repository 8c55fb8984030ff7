package io.asyncorm.badinput;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.asyncorm.badinput.Catalogue.Book;
import io.asyncorm.badinput.Catalogue.Tag;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;

/**
 * Tests that values of another type, and texts that no database stores, are refused with
 * the name of their field or lookup wherever values are given, and nothing is written.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadValuesIntegrationTests extends AbstractBadInputIntegrationTests {

	private static final String HALF = SECRET + "\ud800";

	private static final String NUL = SECRET + "\0";

	BadValuesIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void valuesOfAnotherTypeAreRefusedInEachLookup() {
		for (String lookup : List.of("pages", "pages__gt", "ratio__lte", "published", "published__year", "soldAt__date",
				"soldAt__date__year", "length", "author", "author__id", "tags__id")) {
			refused(InvalidValueException.class, () -> this.books.filter(lookup, SECRET).acount(), "'" + lookup + "'");
		}
		for (String field : List.of("pages", "price", "published", "author", "id")) {
			refused(InvalidValueException.class, () -> this.books.filter(field + "__in", SECRET).acount(),
					"'" + field + "__in' takes a collection or a query set");
			refused(InvalidValueException.class, () -> this.books.filter(field + "__in", List.of(1, SECRET)).acount(),
					field);
		}
		refused(InvalidValueException.class, () -> this.books.filter("pages__range", List.of(1, SECRET)).acount(),
				"'pages__range'");
		refused(InvalidValueException.class, () -> this.books.filter("pages__range", List.of(1, 2, 3)).acount(),
				"'pages__range' takes two values");
		refused(InvalidValueException.class, () -> this.books.filter("title__isnull", SECRET).acount(),
				"'title__isnull' takes true or false");
		refused(InvalidValueException.class, () -> this.books.filter("pages__gt", null).acount(),
				"ask for it with isnull");
		refused(InvalidValueException.class, () -> this.books.filter("title__regex", "(").acount());
		refused(FieldException.class, () -> this.books.filter("title__has_key", SECRET).acount(), "has_key");
	}

	@Test
	void valuesOfAnotherTypeAreRefusedInEachWrite() {
		for (String field : List.of("pages", "price", "ratio", "published", "soldAt", "length", "author")) {
			refused(InvalidValueException.class, () -> this.books.aupdate(kw(field, SECRET)), field);
			refused(InvalidValueException.class, () -> this.books.acreate(kw(field, new Object())), field);
			refused(InvalidValueException.class,
					() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults(field, List.of(SECRET))), field);
			refused(InvalidValueException.class, () -> this.books.with(this.night, Update.of(kw(field, SECRET))),
					field);
			refused(RefusedRowException.class,
					() -> this.books.abulkUpdate(List.of(this.night), (book) -> Update.of(kw(field, SECRET))), "Row 0",
					field);
		}
		refused(InvalidValueException.class, () -> this.books.aupdate(kw("published", LocalDate.MAX.toString() + "x")),
				"Book.published");
		refused(InvalidValueException.class, () -> this.night.tags().aadd(BigInteger.ONE.shiftLeft(70)), "Book.tags");
		refused(InvalidValueException.class, () -> this.night.tags().aremove(SECRET), "Book.tags");
		refused(InvalidDataAccessApiUsageException.class, () -> this.night.tags().aadd(this.night), "'Book.tags'");
	}

	@Test
	void halfCharactersAreRefusedWherever() {
		for (String lookup : List.of("title", "title__icontains", "title__startswith", "title__regex", "meta__a",
				"author__name")) {
			refused(InvalidValueException.class, () -> this.books.filter(lookup, HALF).acount(), "surrogate pair");
		}
		refused(InvalidValueException.class, () -> this.books.filter("title__in", List.of("x", HALF)).acount(),
				"surrogate pair");
		refused(InvalidValueException.class, () -> this.books.filter("meta__a\ud800", 1).acount(), "surrogate pair");
		refused(InvalidValueException.class, () -> this.books.acreate(Book.of(HALF, this.ann)), "surrogate pair");
		refused(InvalidValueException.class, () -> this.books.aupdate(kw("title", HALF)), "surrogate pair");
		refused(InvalidValueException.class, () -> this.books.aupdate(kw("meta", Map.of("a", List.of(HALF)))));
		refused(InvalidValueException.class, () -> this.books.aupdate(kw("meta", Map.of(HALF, 1))));
		refused(InvalidValueException.class,
				() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults("title", HALF)), "surrogate pair");
		refused(InvalidValueException.class, () -> this.night.tags().acreate(kw("name", HALF)), "surrogate pair");
		refused(RefusedRowException.class,
				() -> this.tags.abulkCreate(List.of(new Tag(null, "x"), new Tag(null, HALF))), "Row 1");
		refused(InvalidDataAccessApiUsageException.class,
				() -> this.books.annotate("a\ud800", f("pages")).values("a\ud800").alist(),
				"cannot be the name of an annotation");
	}

	@Test
	void nullCharactersAreRefusedWhereTheDatabaseStoresNone() {
		refused(InvalidDataAccessApiUsageException.class, () -> this.books.annotate("a\0", f("pages")).alist(),
				"cannot be the name of an annotation");
		refused(FieldException.class, () -> this.books.filter("title\0", 1).acount(), "'title?'");
		refused(InvalidValueException.class, () -> this.books.filter("meta__a\0", 1).acount(), "NUL");
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "others store null characters");
		for (String lookup : List.of("title", "title__icontains", "title__regex", "author__name")) {
			refused(InvalidValueException.class, () -> this.books.filter(lookup, NUL).acount());
		}
		refused(InvalidValueException.class, () -> this.books.filter("title__in", List.of("x", NUL)).acount());
		refused(InvalidValueException.class, () -> this.books.filter("meta__has_key", NUL).acount());
		refused(InvalidValueException.class, () -> this.books.filter("meta__contains", Map.of("a", NUL)).acount());
		refused(InvalidValueException.class, () -> this.books.acreate(Book.of(NUL, this.ann)));
		refused(InvalidValueException.class, () -> this.books.aupdate(kw("meta", Map.of("a", NUL))));
		refused(InvalidValueException.class,
				() -> this.books.aupdateOrCreate(kw("title", "Night"), defaults("title", NUL)));
		refused(RefusedRowException.class, () -> this.tags.abulkCreate(List.of(new Tag(null, "x"), new Tag(null, NUL))),
				"Row 1");
		refused(InvalidValueException.class, () -> this.night.tags().acreate(kw("name", NUL)));
	}

}
