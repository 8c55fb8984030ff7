package io.asyncorm.deadlock;

import java.util.Set;

import io.asyncorm.deadlock.LockingSql.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockingSql}.
 */
class LockingSqlTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`',
			textBlock = """
					CHANGE; book;             UPDATE "book" SET "pages" = ? WHERE "book"."id" = ?
					CHANGE; book;             UPDATE /*op='Book.aupdate',site='Home.java:1'*/ "book" SET "pages" = ?
					CHANGE; book;             update only shop.Book set pages = 'update author'
					CHANGE; Odd "Name;        update "s"."Odd ""Name" set a = 1
					CHANGE; book;             DELETE FROM "book" WHERE "id" IN (SELECT "id" FROM "author")
					CHANGE; book;             merge into book using author on true when matched then update set pages = 1
					INSERT; book;             INSERT INTO "book" ("title") VALUES (?) ON CONFLICT DO UPDATE SET "title" = ?
					INSERT; book;             copy book (title) from stdin
					CHANGE; book;             WITH "u" AS (UPDATE "book" SET "a" = ? RETURNING *), "i" AS (INSERT INTO "book" SELECT 1) SELECT 1
					LOCK;   book, author;     SELECT * FROM "book" INNER JOIN "author" ON true FOR UPDATE OF "book" SKIP LOCKED
					LOCK;   book;             SELECT * FROM "book" FOR NO KEY UPDATE NOWAIT
					SHARE;  book;             select * from book for share
					SHARE;  book;             SELECT 1 FROM ONLY "public"."book" x FOR KEY SHARE OF x
					NUMBER; '';               SELECT pg_advisory_xact_lock(?)
					NONE;   '';               SELECT 'for update' FROM "book" -- for update
					NONE;   '';               select updated from book where update_of = 1
					""")
	void tablesAreThoseWhoseRowsAreLocked(Kind kind, String tables, String sql) {
		LockingSql locking = LockingSql.of(sql);

		assertThat(locking.kind()).isEqualTo(kind);
		assertThat(locking.tables()).isEqualTo("''".equals(tables) ? Set.of() : Set.of(tables.split(", ")));
	}

}
