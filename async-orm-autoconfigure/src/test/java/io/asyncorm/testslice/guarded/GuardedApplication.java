package io.asyncorm.testslice.guarded;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Payments, of which there are many, and those who pay, of whom there are not.
 */
@SpringBootApplication
public class GuardedApplication {

	@Model
	public record Payer(@Nullable Long id, @Column(unique = true) String name, String city) {
	}

	@Model(large = true)
	public record Payment(@Nullable Long id, @Column(unique = true) String number, int amount,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "payments") Ref<Payer> payer) {
	}

	public interface Payers extends AsyncRepository<Payer, Long> {

		CompletableFuture<Payer> acreate(String name, String city);

	}

	public interface Payments extends AsyncRepository<Payment, Long> {

		CompletableFuture<List<Payment>> alist(int amount__gte);

	}

}
