package io.asyncorm.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PatternSyntax}.
 */
class PatternSyntaxTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			(;       has a group that is not closed
			a(b(c);  has a group that is not closed
			a);      closes a group that is not open
			[ab;     has a set of characters that is not closed
			[^;      has a set of characters that is not closed
			*a;      repeats nothing: '*'
			a|+b;    repeats nothing: '+'
			a\\;     ends with a backslash
			""")
	void whatEveryDatabaseRefusesIsTold(String pattern, String fault) {
		assertThat(PatternSyntax.fault(pattern)).startsWith(fault);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a(b|c)*d", "[(]", "[])]", "[^]]", "[[:alpha:](]+", "\\(", "\\)", "\\[", "a\\\\",
			"a\\|*", "(?i)a", "***=(", "\\Q(\\E", "(*UTF)a", "a{2}", "[b-a]", "a**", "\\c[", "\\c(", "\\c)" })
	void whatOneMayTakeIsLeftToTheDatabase(String pattern) {
		assertThat(PatternSyntax.fault(pattern)).isNull();
	}

}
