package io.asyncorm.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyNamesTests {

	@ParameterizedTest
	@CsvSource({ "isActive,is_active", "title,title", "URLPath,url_path", "BookReview,book_review",
			"already_snake,already_snake", "html5Page,html5_page", "aB,a_b", "ID,id" })
	void writesSnakeCase(String name, String expected) {
		assertThat(PropertyNames.toSnakeCase(name)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "is_active,isActive", "isActive,isActive", "a_b_c,aBC", "_hidden,_hidden", "followed_by,followedBy",
			"address_2,address2" })
	void readsCamelCase(String name, String expected) {
		assertThat(PropertyNames.toCamelCase(name)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "BookReview,bookReview", "Book,book", "A,a" })
	void decapitalizes(String name, String expected) {
		assertThat(PropertyNames.decapitalize(name)).isEqualTo(expected);
	}

}
