package io.asyncorm.replicas;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Model;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads that only end when they run at the same time as others do.
 */
interface Meetings extends AsyncRepository<Meetings.Meeting, Long> {

	/**
	 * Takes a seat in a room, by a lock of the session, and waits until as many sessions
	 * sit there as are to come. They keep their seats, so that who looks later sees them.
	 */
	String FUNCTION = """
			create function meet(room int, guests int) returns int language plpgsql as $$
			begin
				perform pg_advisory_lock_shared(room, 1);
				loop
					exit when guests <= (select count(distinct pid) from pg_locks
						where locktype = 'advisory' and classid = room
						and database = (select oid from pg_database where datname = current_database()));
				end loop;
				return pg_backend_pid();
			end $$
			""";

	/** Gives the session. */
	@ReadOnly
	@Query("select meet(:room, :guests)")
	CompletableFuture<Long> ameet(int room, int guests);

	/** Gives how many meetings there are. */
	@ReadOnly
	@Query("select count(*) from meeting, (select meet(:room, :guests) met offset 0) it where it.met > 0")
	CompletableFuture<Long> ameetAndCount(int room, int guests);

	@ReadOnly
	@Query("select pg_backend_pid()")
	CompletableFuture<Long> asession();

	@ReadOnly
	@Query("select coalesce(current_setting('meetings.room', true), '')")
	CompletableFuture<String> aroom();

	/** It does not say that it only reads. */
	@Query("select set_config('meetings.room', :room, true)")
	CompletableFuture<String> achooseRoom(String room);

	@ReadOnly
	@Query("select 1 / (meet(:room, :guests) * 0)")
	CompletableFuture<Long> ameetAndFail(int room, int guests);

	@ReadOnly
	@Query("select count(*) from meeting, pg_sleep(600)")
	CompletableFuture<Long> asleep();

	/** Waits as long as somebody holds the lock of that number. */
	@ReadOnly
	@Query("select 1 from pg_advisory_lock_shared(9)")
	CompletableFuture<Long> atake();

	/** A meeting. */
	@Model
	record Meeting(@Nullable Long id, String name) {
	}

	/** Who comes. */
	@Model
	record Guest(@Nullable Long id, String name) {
	}

	/** All who come. */
	interface Guests extends AsyncRepository<Guest, Long> {

	}

}
