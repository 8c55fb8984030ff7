package io.asyncorm.mapping;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.Objects;

import io.asyncorm.mapping.ReadModels.Author;
import io.asyncorm.mapping.ReadModels.Book;
import io.asyncorm.mapping.RowLayout.ObjectLayout;
import io.asyncorm.mapping.RowLayout.RelatedLayout;
import io.asyncorm.mapping.RowLayout.ValueLayout;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How rows become objects with their relations. The rows are literals, which H2 selects.
 */
class RowReaderTests {

	private static final ModelMetadata<Book> BOOK = ReadModels.REGISTRY.require(Book.class);

	private static final ModelMetadata<Author> AUTHOR = ReadModels.REGISTRY.require(Author.class);

	@Test
	void givesRelationsThatWereNotReadTheirKeysOnly() {
		assertThat(read(layout(BOOK), "1, 'Dune', 412, 7"))
			.hasToString("Book[id=1, title=Dune, pages=412, author=unloadedRef(Book.author, 7)]");
		assertThat(read(layout(AUTHOR), "7, 'Frank', null"))
			.hasToString("Author[id=7, name=Frank, mentor=null, books=unloadedMany(Author.books, 7),"
					+ " profile=unloadedOne(Author.profile, 7)]");
	}

	@Test
	void readsRelatedObjectsDepthFirst() {
		ObjectLayout mentor = new ObjectLayout(AUTHOR, List.of());
		ObjectLayout author = new ObjectLayout(AUTHOR, List.of(related(AUTHOR, "mentor", mentor)));
		RowLayout layout = new RowLayout(new ObjectLayout(BOOK, List.of(related(BOOK, "author", author))),
				List.of(new ValueLayout(Long.class), new ValueLayout(String.class)));

		ReadRow row = readRow(layout, "1, 'Dune', 412, 7, 7, 'Frank', 8, 8, 'Mentor', null, 99, 'x'", 1);

		assertThat(row.object()).hasToString("Book[id=1, title=Dune, pages=412, author=loadedRef(Book.author, 7,"
				+ " Author[id=7, name=Frank, mentor=loadedRef(Author.mentor, 8, Author[id=8, name=Mentor, mentor=null,"
				+ " books=unloadedMany(Author.books, 8), profile=unloadedOne(Author.profile, 8)]),"
				+ " books=unloadedMany(Author.books, 7), profile=unloadedOne(Author.profile, 7)])]");
		assertThat(row.values()).containsExactly(99L, "x");
	}

	@Test
	void tellsAnAbsentObjectFromAnAbsentKey() {
		RowLayout layout = layout(AUTHOR, related(AUTHOR, "mentor", new ObjectLayout(AUTHOR, List.of())));

		assertThat(read(layout, "7, 'Frank', 8, null, null, null").toString())
			.contains("mentor=loadedRef(Author.mentor, 8, null)");
		assertThat(read(layout, "7, 'Frank', null, null, null, null").toString()).contains("mentor=null");
	}

	@Test
	void readsTheFarSideOfAOneToOne() {
		ModelMetadata<?> profile = relation(AUTHOR, "profile").target();
		RowLayout layout = layout(AUTHOR, related(AUTHOR, "profile", new ObjectLayout(profile, List.of())));

		assertThat(read(layout, "7, 'Frank', null, 3, 7").toString()).contains(
				"profile=loadedOne(Author.profile, 7," + " Profile[id=3, author=unloadedRef(Profile.author, 7)])");
		assertThat(read(layout, "7, 'Frank', null, null, null").toString())
			.contains("profile=loadedOne(Author.profile, 7, null)");
	}

	@Test
	void passesOverARelatedObjectThatHasNoProperty() {
		ModelMetadata<?> award = relation(AUTHOR, "award").target();
		RowLayout layout = new RowLayout(
				new ObjectLayout(AUTHOR,
						List.of(related(AUTHOR, "award", new ObjectLayout(award, List.of())),
								related(AUTHOR, "mentor", new ObjectLayout(AUTHOR, List.of())))),
				List.of(new ValueLayout(Integer.class)));

		ReadRow row = readRow(layout, "7, 'Frank', 8, 5, 7, 8, 'Mentor', null, 42", 1);

		assertThat(row.object()).asString().contains("Author[id=8, name=Mentor");
		assertThat(row.values()).containsExactly(42);
	}

	@Test
	void refusesANullThatTheModelDoesNotAllowFor() {
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> read(layout(BOOK), "1, 'Dune', null, 7"))
			.withMessage(
					"'Book' with the key 1 cannot be read: the column 'pages' holds a null, but 'Book.pages' is not"
							+ " @Nullable: declare it so, or mend the row");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> read(layout(BOOK), "1, 'Dune', 412, null"))
			.withMessageContaining("'Book.author' is not @Nullable");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> read(layout(BOOK), "null, 'Dune', 412, 7"))
			.withMessage("A row holds no 'Book': its key is null");
	}

	@Test
	void beginsAtAnyColumn() {
		RowLayout layout = new RowLayout(new ObjectLayout(BOOK, List.of()), List.of(new ValueLayout(String.class)));

		ReadRow row = readRow(layout, "true, 1, 'Dune', 412, 7, 'x'", 2);

		assertThat(row.object()).asString().startsWith("Book[id=1");
		assertThat(row.values()).containsExactly("x");
	}

	@Test
	void readsColumnsThatStandAnywhere() {
		RowReader reader = RowReader.of(BOOK, List.of(4, 1, 3, 2), new RecordedRelations(), JsonFormat.detect(),
				UnaryOperator.identity());

		assertThat(readRow(reader, "'Dune', 7, 412, 1", 1).object())
			.hasToString("Book[id=1, title=Dune, pages=412, author=unloadedRef(Book.author, 7)]");
	}

	private static RowLayout layout(ModelMetadata<?> model, RelatedLayout... related) {
		return new RowLayout(new ObjectLayout(model, List.of(related)), List.of());
	}

	private static RelatedLayout related(ModelMetadata<?> model, String name, ObjectLayout target) {
		return new RelatedLayout(relation(model, name), target);
	}

	private static ModelRelation relation(ModelMetadata<?> model, String name) {
		return Objects.requireNonNull(model.findRelation(name));
	}

	private static Object read(RowLayout layout, String row) {
		return Objects.requireNonNull(readRow(layout, row, 1).object());
	}

	private static ReadRow readRow(RowLayout layout, String row, int first) {
		return readRow(RowReader.of(layout, new RecordedRelations(), JsonFormat.detect(), UnaryOperator.identity()),
				row, first);
	}

	private static ReadRow readRow(RowReader reader, String row, int first) {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select " + row)) {
			rows.next();
			return reader.read(rows, first);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
