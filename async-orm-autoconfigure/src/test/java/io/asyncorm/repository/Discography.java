package io.asyncorm.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.asyncorm.Orm.await;

/**
 * Songs of two bands, one of which has no label, in a database.
 */
final class Discography implements AutoCloseable {

	static final List<Class<?>> MODELS = List.of(Label.class, Band.class, Song.class);

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	Discography(TestDatabase database) {
		this(database, 3);
	}

	Discography(TestDatabase database, int connections) {
		this.pool = database.create(connections);
		this.orm = AsyncOrm.builder(this.pool).models(MODELS).schemaAction(SchemaAction.CREATE).build();
		Label label = await(repository(Labels.class).acreate(new Label(null, "Food")));
		Bands bands = repository(Bands.class);
		Ref<Band> blur = Ref.to(await(bands.acreate(new Band(null, "Blur", Ref.to(label)))));
		Ref<Band> can = Ref.to(await(bands.acreate(new Band(null, "Can", null))));
		AllSongs songs = repository(AllSongs.class);
		await(songs.acreate(new Song(null, "Song 2", 122, LocalDate.of(1997, 4, 7), blur)));
		await(songs.acreate(new Song(null, "Halleluhwah", 1111, null, can)));
		await(songs.acreate(new Song(null, "Beetlebum", 304, null, blur)));
	}

	<R> R repository(Class<R> type) {
		return this.orm.repository(type);
	}

	AsyncOrm orm() {
		return this.orm;
	}

	/** The same songs for as many operations at a time. */
	AsyncOrm withLanes(int lanes) {
		return AsyncOrm.builder(this.pool).models(MODELS).lanes(lanes).build();
	}

	AsyncOrm withoutTimeLimit() {
		return AsyncOrm.builder(this.pool).models(MODELS).timeout(Duration.ZERO).build();
	}

	Connection connect() throws SQLException {
		return this.pool.getConnection();
	}

	/** Past every transaction of the calling thread. */
	JdbcClient jdbc() {
		return JdbcClient.create(new DelegatingDataSource(this.pool));
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	@Model(ordering = "name")
	record Label(@Nullable Long id, @Column(length = 50) String name) {
	}

	@Model(ordering = "name")
	record Band(@Nullable Long id, @Column(length = 50) String name,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bands") @Nullable Ref<Label> label) {
	}

	@Model(ordering = "title", getLatestBy = "seconds")
	record Song(@Nullable Long id, @Column(length = 50) String title, int seconds, @Nullable LocalDate released,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "songs") Ref<Band> band) {
	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	interface Bands extends AsyncRepository<Band, Long> {

	}

	interface AllSongs extends AsyncRepository<Song, Long> {

	}

}
