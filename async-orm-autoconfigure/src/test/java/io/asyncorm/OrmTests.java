package io.asyncorm;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the ways to gather futures of different types.
 */
class OrmTests {

	@Test
	void gathersTwoFuturesWithTheirTypes() {
		CompletableFuture<Long> count = new CompletableFuture<>();
		CompletableFuture<List<String>> titles = CompletableFuture.completedFuture(List.of("Dune"));

		CompletableFuture<Page> page = gather(count, titles, Page::new);

		assertThat(page).isNotDone();
		count.complete(7L);
		assertThat(await(page)).isEqualTo(new Page(7, List.of("Dune")));
	}

	@Test
	void gathersThreeAndFourFuturesWithTheirTypes() {
		CompletableFuture<Integer> number = CompletableFuture.completedFuture(1);
		CompletableFuture<String> text = CompletableFuture.completedFuture("a");
		CompletableFuture<Boolean> choice = CompletableFuture.completedFuture(true);

		String ofThree = await(gather(number, text, choice, (one, a, yes) -> one + a + yes));
		String ofFour = await(gather(number, text, choice, number, (one, a, yes, two) -> one + a + yes + two));

		assertThat(ofThree).isEqualTo("1atrue");
		assertThat(ofFour).isEqualTo("1atrue1");
	}

	@Test
	void oneThatFailsCancelsTheOthers() {
		CompletableFuture<Long> count = new CompletableFuture<>();
		CompletableFuture<List<String>> titles = CompletableFuture.failedFuture(new DuplicateKeyException("twice"));

		CompletableFuture<Page> page = gather(count, titles, Page::new);

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> await(page)).withMessage("twice");
		assertThat(count).isCancelled();
	}

	@Test
	void cancellingTheWholeCancelsAll() {
		CompletableFuture<Long> count = new CompletableFuture<>();
		CompletableFuture<List<String>> titles = new CompletableFuture<>();
		CompletableFuture<Page> page = gather(count, titles, Page::new);

		page.cancel(true);

		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(page));
		assertThat(count).isCancelled();
		assertThat(titles).isCancelled();
	}

	@Test
	void whatTheFunctionThrowsIsThrownAsItIs() {
		CompletableFuture<Integer> number = CompletableFuture.completedFuture(0);

		CompletableFuture<Integer> quotient = gather(number, number, (dividend, divisor) -> dividend / divisor);

		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> await(quotient));
	}

	private record Page(long count, List<String> titles) {
	}

}
