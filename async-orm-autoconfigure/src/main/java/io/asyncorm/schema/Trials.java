package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Asks the database what it would take, by statements about temporary tables that nobody
 * else sees.
 *
 * @param reader executes them
 * @param former knows what is called otherwise until the steps are executed
 */
record Trials(CatalogReader reader, FormerLabels former) {

	/** What temporary tables are called, with a number behind. */
	static final String TABLE = "async_orm_trial_";

	private static final Log logger = LogFactory.getLog(Trials.class);

	/**
	 * The failure of a comparison that would take what it does not know for what is
	 * wanted.
	 * @param what what could not be read, of which the log says why
	 */
	static DataAccessException unread(String what) {
		return new DataAccessResourceFailureException("The models could not be compared with the tables, as the catalog"
				+ " did not tell of " + what + ": see the warning in the log, and start again");
	}

	/** The name of a temporary table. */
	static String table(int number) {
		return TABLE + number;
	}

	/**
	 * A table as it is tried out: some databases have names of keys, checks and indexes
	 * but once, and the tables that are meant may be there.
	 */
	static CatalogTable trial(CatalogTable table, int number) {
		String name = table(number);
		List<Constraint> constraints = new ArrayList<>();
		for (Constraint constraint : table.constraints()) {
			constraints.add(constraint.named(constraint.name().isEmpty() ? "" : name + "_" + constraints.size()));
		}
		List<Index> indexes = new ArrayList<>();
		for (Index index : table.indexes()) {
			indexes.add(index.named(name + "_i" + indexes.size()));
		}
		return new CatalogTable("", name, "", table.columns(), constraints, indexes);
	}

	/** What was told of such a table, with the names of the one that is meant. */
	static CatalogTable named(CatalogTable tried, CatalogTable table, int number) {
		CatalogTable trial = trial(table, number);
		List<Constraint> constraints = new ArrayList<>();
		for (int i = 0; i < table.constraints().size(); i++) {
			String temporary = trial.constraints().get(i).name();
			String meant = table.constraints().get(i).name();
			tried.constraints()
				.stream()
				.filter((one) -> one.name().equals(temporary))
				.forEach((one) -> constraints.add(one.named(meant)));
		}
		List<Index> indexes = new ArrayList<>();
		for (int i = 0; i < table.indexes().size(); i++) {
			String temporary = trial.indexes().get(i).name();
			String meant = table.indexes().get(i).name();
			tried.indexes()
				.stream()
				.filter((one) -> one.name().equals(temporary))
				.forEach((one) -> indexes.add(one.named(meant)));
		}
		return new CatalogTable(table.schema(), table.name(), table.comment(), tried.columns(), constraints, indexes);
	}

	/**
	 * Whether the database refuses one of some statements about a table.
	 * @param tables the names of the temporary tables that they make
	 */
	boolean isRefused(List<String> tables, List<String> statements) {
		return attempt(() -> this.reader.tryOut(tables, this.former.before(statements))).isEmpty();
	}

	/**
	 * What comes of trying something out; empty if the database refuses it.
	 * @throws DataAccessException if the database does not answer, or not in time, so
	 * that nobody knows whether it would refuse
	 */
	<T> Optional<T> attempt(Supplier<T> trial) {
		try {
			return Optional.of(trial.get());
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			logger.debug("The database refuses what was only tried out", ex);
			return Optional.empty();
		}
	}

}
