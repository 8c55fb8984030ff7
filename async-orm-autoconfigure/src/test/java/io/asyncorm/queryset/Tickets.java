package io.asyncorm.queryset;

import java.util.concurrent.atomic.AtomicBoolean;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Model;
import io.asyncorm.queryset.Tickets.Ticket;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tickets, which can be stored and not read: what the database makes of them, the
 * constructor or the converter may refuse.
 */
interface Tickets extends AsyncRepository<Ticket, Long> {

	/** Seats that the converter stores, but does not read. */
	int UNREADABLE = 1313;

	/** A row whose constructor does not return, as long as it is held. */
	String ENDLESS = "endless";

	AtomicBoolean HELD = new AtomicBoolean();

	/** Has something done before each insert of a ticket. */
	static void trigger(JdbcTemplate jdbc, String body) {
		jdbc.execute("""
				create function change() returns trigger language plpgsql as $$ begin %s end $$;
				create trigger change before insert on ticket for each row execute function change()"""
			.formatted(body));
	}

	@Model
	record Ticket(@Nullable Long id, @Column(unique = true, length = 50) String name, String row,
			@Convert(SeatsConverter.class) Integer seats) {

		public Ticket {
			if (seats < 0) {
				throw new IllegalArgumentException("No seats");
			}
			while (row.equals(ENDLESS) && HELD.get()) {
				Thread.onSpinWait();
			}
		}

	}

	final class SeatsConverter implements AttributeConverter<Integer, Integer> {

		@Override
		public Integer toColumn(Integer seats) {
			return seats;
		}

		@Override
		public Integer fromColumn(Integer seats) {
			if (seats == UNREADABLE) {
				throw new IllegalArgumentException("Unreadable");
			}
			return seats;
		}

	}

}
