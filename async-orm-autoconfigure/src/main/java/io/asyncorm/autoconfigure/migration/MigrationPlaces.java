package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
		List<MigrationTool> tools = (ClassUtils.isPresent(FLYWAY, loader) ? FlywayTool.all(beans)
				: Stream.<MigrationTool>empty())
			.toList();
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
		for (Path candidate : (asked != null || primary) ? List.of(own, folder) : List.of(own)) {
			Optional<MigrationTool> looking = mine.stream()
				.filter((tool) -> areCovering(List.of(tool), candidate) && !areCovering(others, candidate))
				.findFirst();
			if (looking.isPresent()) {
				return new Migrations(candidate, looking.get().runner(candidate), List.of());
			}
		}
		if (!primary || asked == null) {
			Path root = (asked != null) ? root(asked) : SOURCES;
			for (MigrationTool tool : mine) {
				for (MigrationLocation location : tool.locations()) {
					Optional<Path> found = location.folder(root).filter((path) -> !areCovering(others, path));
					if (found.isPresent()) {
						return new Migrations(found.get(), tool.runner(found.get()), List.of());
					}
				}
			}
		}
		MigrationTool tool = mine.get(0);
		Path there = areCovering(others, own) ? beside : own;
		return new Migrations(there, tool.runner(there), tool.elsewhere(there));
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
