package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.jdbc.BulkModels.Blob;
import io.asyncorm.jdbc.BulkModels.Everything;
import io.asyncorm.jdbc.BulkModels.Item;
import io.asyncorm.jdbc.BulkModels.Note;
import io.asyncorm.jdbc.BulkModels.Place;
import io.asyncorm.jdbc.BulkModels.Ticket;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.AfterEach;

/**
 * Tables for the {@link BulkModels} in a database of each test.
 */
abstract class AbstractBulkCreateIntegrationTests {

	final TestEngine engine;

	final TestDatabase kind;

	final WriteDatabase database;

	final QuerySet<Item> items;

	AbstractBulkCreateIntegrationTests(TestEngine engine) {
		this.engine = engine;
		this.kind = engine.database();
		this.database = WriteDatabase.kept(engine, Item.class, Everything.class, Blob.class, Note.class, Place.class,
				Ticket.class);
		this.items = this.database.all(Item.class);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	static List<Item> items(int from, int to) {
		return new ArrayList<>(
				IntStream.range(from, to).mapToObj((number) -> Item.of(String.valueOf(number), number)).toList());
	}

}
