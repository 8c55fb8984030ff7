package io.asyncorm.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.gather;

/**
 * The page of an author, in two queries at the same time however many books there are.
 */
@RestController
class AuthorController {

	private final Authors authors;

	private final Books books;

	AuthorController(Authors authors, Books books) {
		this.authors = authors;
		this.books = books;
	}

	@GetMapping("/authors/{id}")
	AuthorPage author(@PathVariable long id) {
		return await(gather(
				this.authors.filter("id", id)
					.annotate("bookCount", count("books").distinct())
					.annotate("reviewCount", count("books__reviews"))
					.values(AuthorPage.Summary.class)
					.aget(),
				this.books.filter("author", id)
					.annotate("reviewCount", count("reviews"))
					.annotate("averageStars", avg("reviews__stars"))
					.orderBy("year", "title")
					.values(AuthorPage.Line.class)
					.alist(),
				AuthorPage::new));
	}

}
