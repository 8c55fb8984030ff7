package io.asyncorm.model;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	private static final List<String> CHOICES = List.of("title", "pages", "isActive", "author", "id");

	@ParameterizedTest
	@CsvSource({ "titel,title", "titles,title", "page,pages", "is_activ,isActive", "Author,author", "ID,id" })
	void suggestsWhatIsNear(String name, String expected) {
		assertThat(NearestName.suggest(name, CHOICES)).isEqualTo(" Did you mean '" + expected + "'?");
	}

	@Test
	void suggestsTheNearestOfSeveral() {
		assertThat(NearestName.suggest("bookz", List.of("boots", "books", "brooks"))).contains("'books'");
	}

	@ParameterizedTest
	@CsvSource({ "price", "x", "publisher" })
	void saysNothingWhereNothingIsNear(String name) {
		assertThat(NearestName.suggest(name, CHOICES)).isEmpty();
	}

	@Test
	void listsTheChoicesBesideTheSuggestion() {
		assertThat(FieldException.unknown("keyword", "titel", "into field", CHOICES)).hasMessage(
				"Cannot resolve keyword 'titel' into field. Did you mean 'title'? Choices are: title, pages, isActive, author, id.");
	}

}
