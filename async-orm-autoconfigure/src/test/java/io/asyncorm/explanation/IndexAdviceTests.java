package io.asyncorm.explanation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexAdvice}, {@link PlanNode} and {@link MaskedPlan}, over plans as
 * PostgreSQL writes them.
 */
class IndexAdviceTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			(book.author_id = '7'::bigint);                                     (author_id)
			((book.pages >= 300) AND (book.author_id = '7'::bigint));           (author_id, pages)
			((book.pages >= 300) AND (book.year < 2000));                       (pages)
			(book.id = ANY ('{1,2}'::bigint[]));                                (id)
			(upper((book.title)::text) = 'EMMA'::text);                         (upper((title)::text))
			(upper((book.title)::text) ~~ 'EM%'::text);                         (upper((title)::text) text_pattern_ops)
			((book.title)::text ~~ 'Em%'::text);                                (title text_pattern_ops)
			((book.title)::text ~~ '%mm%'::text);                               using gin (title gin_trgm_ops)
			((book.title)::text ~~* '%mm%'::text);                              using gin (title gin_trgm_ops)
			((book.deleted_at IS NULL) AND (book.author_id = '7'::bigint));     (author_id) where deleted_at IS NULL
			(book.active AND (NOT book.hidden) AND (book.pages = 1));           (pages) where active and NOT hidden
			((book."Group" = 'x (y'::text) AND (book.note = 'a AND b'::text));  ("Group", note)
			""")
	void anIndexFindsWhatTheConditionsSay(String filter, String index) {
		assertThat(advice("Seq Scan on public.book", filter)).isEqualTo("create index on public.book " + index);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			((book.pages = 1) OR (book.year = 2))
			(book.pages <> 1)
			((book.pages % 2) = 0)
			(date_trunc('day'::text, book.published) = '2026-01-01'::date)
			(book.pages = book.year)
			(book.deleted_at IS NULL)
			(hashed SubPlan 1)
			""")
	void noIndexIsMadeUpWhereNoneIsKnown(String filter) {
		assertThat(advice("Seq Scan on public.book", filter)).isNull();
	}

	@Test
	void aliasesAndQuotedNamesAreKept() {
		assertThat(advice("Parallel Seq Scan on public.\"Book\" b", "(b.author_id = 7)"))
			.isEqualTo("create index on public.\"Book\" (author_id)");
		assertThat(advice("Seq Scan on public.\"Book\"", "(\"Book\".author_id = 7)"))
			.isEqualTo("create index on public.\"Book\" (author_id)");
	}

	@Test
	void valuesAreNeverShown() {
		String plan = MaskedPlan.shown(MaskedPlan.of(List.of(
				"Seq Scan on public.book  (cost=0.00..25.88 rows=6 width=40)", "  Output: id, 'secret'::text",
				"  Filter: ((book.pin = 4711) AND (book.name = 'O''Hara (cost=1..2",
				"(cost=0.00..1.00 rows=6 width=40) secret'::text) AND (book.ratio > '-1.5'::numeric) AND (book.col2 = -3))",
				"  Workers Planned: 2", "  Index Cond: (book.path = E'C:\\\\secret\\'s'::text)")));

		assertThat(plan).doesNotContain("secret", "4711", "Hara", "1.5", "-3")
			.contains("(cost=0.00..25.88 rows=6 width=40)", "Workers Planned: 2", "book.col2 = ?", "(book.pin = ?)");
	}

	@Test
	void longTextsAreMasked() {
		for (String text : List.of("x".repeat(300_000), "''".repeat(100_000), "\\'".repeat(100_000))) {
			for (String begin : List.of("E'", "'")) {
				String plan = MaskedPlan
					.of(List.of("Filter: (book.title = " + begin + text.replace("\\'", "''") + "'::text)"));

				assertThat(MaskedPlan.shown(plan)).isEqualTo("Filter: (book.title = ?::text)");
			}
		}
	}

	@Test
	void theScanThatCostsMostIsTheOneThatIsRepeated() {
		PlanNode plan = PlanNode.parse("""
				Nested Loop  (cost=0.00..9000.00 rows=100 width=8)
				  ->  Seq Scan on public.author a  (cost=0.00..500.00 rows=100 width=8)
				  ->  Seq Scan on public.book b  (cost=0.00..80.00 rows=1 width=8)
				        Filter: (b.author_id = 7)""");

		assertThat(plan).isNotNull();
		assertThat(plan.costliestScan()).isNotNull().extracting(PlanNode::what).isEqualTo("Seq Scan on public.book b");
		assertThat(plan.rows()).isEqualTo(100);
	}

	private static @Nullable String advice(String scan, String filter) {
		PlanNode plan = PlanNode.parse(MaskedPlan.of(List.of("Limit  (cost=0.00..25.88 rows=6 width=40)",
				"  ->  " + scan + "  (cost=0.00..25.88 rows=6 width=40)", "        Filter: " + filter)));
		assertThat(plan).isNotNull();
		PlanNode costliest = plan.costliestScan();
		assertThat(costliest).isNotNull();
		return IndexAdvice.of(costliest);
	}

}
