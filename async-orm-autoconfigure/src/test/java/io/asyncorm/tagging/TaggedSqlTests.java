package io.asyncorm.tagging;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.asyncorm.plan.CallSite;
import io.asyncorm.query.SqlTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaggedSql} and {@link StatementTags}.
 */
class TaggedSqlTests {

	@Test
	void keysAreInOrderAndValuesAreReadable() {
		String comment = TaggedSql.comment("Book.alist", "Home.java:41", "home page");

		assertThat(comment).isEqualTo("/*op='Book.alist',site='Home.java:41',tag='home%20page'*/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/ drop table book --", "/* nested", "a'b", "line\nbreak", "nul\u0000", "\u001b[31m",
			"\u202eright to left", "what?", "$1", "{fn now()}", "\\", "Ünï\uD83D\uDE00", "\uD800" })
	void noValueLeavesTheComment(String value) {
		String comment = TaggedSql.comment(null, null, value);

		assertThat(comment).matches("/\\*tag='([\\w.~:-]|%[0-9A-F]{2})*'\\*/");
	}

	@Test
	void nothingToSayIsNoComment() {
		assertThat(TaggedSql.of("select 1", TaggedSql.comment(null, null, null))).isEqualTo("select 1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
			select 1                          | select /*x*/ 1
			WITH"u" AS (SELECT 1) SELECT 2    | WITH /*x*/"u" AS (SELECT 1) SELECT 2
			VALUES(1)                         | VALUES /*x*/(1)
			(select 1) union select 2         | /*x*/ (select 1) union select 2
			-- why; select 1                  | /*x*/ -- why; select 1
			/*+ SeqScan(book) */ select 1     | /*+ SeqScan(book) */ select 1
			select /*+ NO_ICP(book) */ 1      | select /*+ NO_ICP(book) */ 1
			select '/*+'                      | select '/*+'
			{call tidy(?)}                    | {call tidy(?)}
			COMMIT                            | COMMIT
			""")
	void commentStandsBehindTheFirstWord(String sql, String expected) {
		assertThat(TaggedSql.of(sql, "/*x*/")).isEqualTo(expected);
	}

	@Test
	void furtherTextsSayTheOperationAlone() {
		StatementTags tags = new StatementTags(Set.of(SqlTag.OPERATION));
		for (int i = 0; i < StatementTags.MOST_TEXTS; i++) {
			assertThat(tags.text("Book.alist", CallSite.none().tagged("page " + i), "SELECT 1"))
				.contains("page%20" + i);
		}

		String further = tags.text("Book.alist", CallSite.none().tagged("one more"), "SELECT 1");
		String known = tags.text("Book.alist", CallSite.none().tagged("page 7"), "SELECT 1");

		assertThat(further).isEqualTo("SELECT /*op='Book.alist'*/ 1");
		assertThat(known).isEqualTo("SELECT /*op='Book.alist',tag='page%207'*/ 1");
	}

	@Test
	void furtherTextsWaitForNobody() throws Exception {
		StatementTags tags = new StatementTags(Set.of(SqlTag.OPERATION));
		for (int i = 0; i <= StatementTags.MOST_TEXTS; i++) {
			tags.text("Book.alist", CallSite.none().tagged("page " + i), "SELECT 1");
		}

		synchronized (tags) {
			CompletableFuture<String> further = CompletableFuture
				.supplyAsync(() -> tags.text("Book.alist", CallSite.none().tagged("one more"), "SELECT 1"));

			assertThat(further.get(30, TimeUnit.SECONDS)).isEqualTo("SELECT /*op='Book.alist'*/ 1");
		}
	}

	@Test
	void textsOfTheOperationAloneAreNotCounted() {
		StatementTags tags = new StatementTags(Set.of(SqlTag.OPERATION));
		for (int i = 0; i <= StatementTags.MOST_TEXTS; i++) {
			assertThat(tags.text("Book.raw", CallSite.none(), "SELECT " + i))
				.isEqualTo("SELECT /*op='Book.raw'*/ " + i);
		}

		String tagged = tags.text("Book.alist", CallSite.none().tagged("home"), "SELECT 1");

		assertThat(tagged).isEqualTo("SELECT /*op='Book.alist',tag='home'*/ 1");
	}

	@Test
	void textOfACallIsAlwaysTheSame() {
		StatementTags tags = new StatementTags(Set.of(SqlTag.OPERATION));

		String text = tags.text("Book.alist", CallSite.none().tagged("home"), "SELECT 1");

		assertThat(tags.text("Book.alist", CallSite.none().tagged("home"), "SELECT 1")).isSameAs(text);
	}

	@Test
	void withoutTagsTheTextIsAsItWas() {
		String sql = "SELECT 1";

		assertThat(StatementTags.NONE.text("Book.alist", CallSite.none(), sql)).isSameAs(sql);
	}

}
