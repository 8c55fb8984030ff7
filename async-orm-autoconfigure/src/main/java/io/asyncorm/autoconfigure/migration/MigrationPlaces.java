package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.asyncorm.schema.FlywaySettings;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.schema.Migrations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the folder of the migrations of each data source, and what runs them: the tools
 * that are beans of the application are asked, so that what they are to run is where they
 * look, and nothing is written for one database where another one would run it.
 *
 * @since 0.1.0
 */
public final class MigrationPlaces {

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	private static final String LIQUIBASE = "liquibase.integration.spring.SpringLiquibase";

	private static final Path SOURCES = Path.of("src", "main", "resources");

	private final List<MigrationTool> tools;

	private final ToolOwners owners;

	private MigrationPlaces(List<MigrationTool> tools, ToolOwners owners) {
		this.tools = tools;
		this.owners = owners;
	}

	/** Those of an application, whose data sources have been migrated. */
	public static MigrationPlaces of(BeanFactory beans) {
		ClassLoader loader = MigrationPlaces.class.getClassLoader();
		List<MigrationTool> tools = new ArrayList<>();
		if (ClassUtils.isPresent(FLYWAY, loader)) {
			FlywayTool.all(beans).forEach(tools::add);
		}
		if (ClassUtils.isPresent(LIQUIBASE, loader)) {
			LiquibaseTool.all(beans).forEach(tools::add);
		}
		List<DataSource> dataSources = beans.getBeanProvider(DataSource.class).stream().toList();
		return new MigrationPlaces(tools, new ToolOwners(dataSources));
	}

	/**
	 * The migrations of one data source.
	 * @param dataSource runs statements of the models
	 * @param name of its bean
	 * @param primary whether the folder is meant for it, and not one beside it
	 * @param asked the folder that was named; null if none was
	 * @param usual the folder if nobody says anything
	 * @param properties what is known where no bean runs migrations
	 */
	public Migrations of(DataSource dataSource, String name, boolean primary, @Nullable Path asked, Path usual,
			Supplier<ByFolder> properties) {
		Path folder = (asked != null) ? asked : usual;
		Path beside = folder.resolveSibling(folder.getFileName() + "-" + name);
		Path own = primary ? folder : beside;
		List<MigrationTool> mine = this.tools.stream()
			.filter((tool) -> this.owners.isOver(dataSource, tool.dataSource()))
			.toList();
		List<MigrationTool> others = this.tools.stream().filter((tool) -> !mine.contains(tool)).toList();
		if (mine.isEmpty()) {
			ByFolder runner = (primary && others.isEmpty()) ? properties.get()
					: new ByFolder(FlywaySettings.DEFAULT, List.of());
			return new Migrations(areCovering(others, folder) ? beside : own, runner, List.of());
		}
		List<Path> candidates = (asked != null || primary) ? List.of(own, folder) : List.of(own);
		return lookedAt(candidates, mine, others)
			.or(() -> (primary && asked != null) ? Optional.empty()
					: first((asked != null) ? root(asked) : SOURCES, mine, others))
			.orElseGet(() -> elsewhere(areCovering(others, own) ? beside : own, mine.get(0)));
	}

	/**
	 * The first of some folders in which a tool of the data source looks, and no other.
	 */
	private static Optional<Migrations> lookedAt(List<Path> candidates, List<MigrationTool> mine,
			List<MigrationTool> others) {
		for (Path candidate : candidates) {
			for (MigrationTool tool : mine) {
				if (areCovering(List.of(tool), candidate) && !areCovering(others, candidate)) {
					return Optional.of(new Migrations(candidate, tool.runner(candidate), List.of()));
				}
			}
		}
		return Optional.empty();
	}

	/** The first folder in which a tool of the data source looks, and no other. */
	private static Optional<Migrations> first(@Nullable Path root, List<MigrationTool> mine,
			List<MigrationTool> others) {
		for (MigrationTool tool : mine) {
			for (MigrationLocation location : tool.locations()) {
				Optional<Path> found = location.folder(root).filter((path) -> !areCovering(others, path));
				if (found.isPresent()) {
					return Optional.of(new Migrations(found.get(), tool.runner(found.get()), List.of()));
				}
			}
		}
		return Optional.empty();
	}

	private static Migrations elsewhere(Path folder, MigrationTool tool) {
		return new Migrations(folder, tool.runner(folder), tool.elsewhere(folder).stream().toList());
	}

	private static boolean areCovering(List<MigrationTool> tools, Path folder) {
		return tools.stream()
			.flatMap((tool) -> tool.locations().stream())
			.anyMatch((location) -> location.covers(folder));
	}

	/** What of the sources becomes the class path; null if nothing tells. */
	private @Nullable Path root(Path folder) {
		for (Path each = folder; each != null; each = each.getParent()) {
			if (each.endsWith("resources")) {
				return each;
			}
		}
		return this.tools.stream()
			.flatMap((tool) -> tool.locations().stream())
			.flatMap((location) -> location.root(folder).stream())
			.findFirst()
			.orElse(null);
	}

}
