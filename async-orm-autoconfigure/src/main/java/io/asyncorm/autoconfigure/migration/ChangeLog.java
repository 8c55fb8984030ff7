package io.asyncorm.autoconfigure.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * A changelog of Liquibase, with what it includes and what that includes. Immutable.
 *
 * @param path where it is: in the class path, or behind {@code file:}
 * @param included the folders of which it includes all files
 */
record ChangeLog(String path, List<Folder> included) {

	private static final String FILE = "file:";

	private static final String CLASSES = "classpath:";

	/**
	 * Reads one.
	 * @param location as Liquibase is told it
	 */
	static ChangeLog read(String location, @Nullable ResourceLoader resources) {
		String path = path(location);
		List<Folder> included = new ArrayList<>();
		collect(path, (resources != null) ? resources : new DefaultResourceLoader(), included, new HashSet<>());
		return new ChangeLog(path, List.copyOf(included));
	}

	private static void collect(String path, ResourceLoader resources, List<Folder> included, Set<String> read) {
		Resource resource = resources.getResource(path.startsWith(FILE) ? path : CLASSES + path);
		if (!read.add(path) || !resource.exists()) {
			return;
		}
		ChangeLogIncludes includes = ChangeLogIncludes.of(resource);
		for (Map<String, String> folder : includes.folders()) {
			location(resolve(path, folder, "path"))
				.ifPresent((location) -> included.add(new Folder(location, folder.getOrDefault("endsWithFilter", ""))));
		}
		includes.files().forEach((file) -> collect(resolve(path, file, "file"), resources, included, read));
	}

	/** What is included, which is named from the root of the class path, or from here. */
	private static String resolve(String changeLog, Map<String, String> include, String attribute) {
		String named = include.getOrDefault(attribute, "");
		return Boolean.parseBoolean(include.get("relativeToChangelogFile"))
				? StringUtils.cleanPath(StringUtils.applyRelativePath(changeLog, named)) : path(named);
	}

	private static String path(String location) {
		String path = location.startsWith(CLASSES) ? location.substring(location.lastIndexOf(':') + 1) : location;
		return path.startsWith(FILE) ? path : StringUtils.trimLeadingCharacter(StringUtils.cleanPath(path), '/');
	}

	private static Optional<MigrationLocation> location(String path) {
		return path.startsWith(FILE)
				? Optional.of(new MigrationLocation(true, path.substring(FILE.length()).replaceFirst("^/{2,}", "/")))
				: MigrationLocation.of(path);
	}

	/** The folder in which it is itself; empty if that is the root. */
	Optional<MigrationLocation> folder() {
		int end = this.path.lastIndexOf('/');
		return (end > 0) ? location(this.path.substring(0, end)) : Optional.empty();
	}

	/** What has to be added to it to let a file be run; empty if nothing has. */
	Optional<String> inclusion(Path file) {
		if (this.included.stream().anyMatch((folder) -> folder.includes(file))) {
			return Optional.empty();
		}
		if (this.path.endsWith(".sql")) {
			return Optional.of("The changelog '" + this.path + "' is SQL, which includes nothing: append it there");
		}
		Optional<Path> relative = folder().flatMap((folder) -> folder.within(file));
		String name = relative.orElse(file).toString().replace('\\', '/');
		String include = switch (StringUtils.getFilenameExtension(this.path)) {
			case "xml" -> relative.isPresent() ? "<include file=\"%s\" relativeToChangelogFile=\"true\"/>"
					: "<include file=\"%s\"/>";
			case "json" -> relative.isPresent() ? "{\"include\": {\"file\": \"%s\", \"relativeToChangelogFile\": true}}"
					: "{\"include\": {\"file\": \"%s\"}}";
			case null, default ->
				relative.isPresent() ? "- include: {file: %s, relativeToChangelogFile: true}" : "- include: {file: %s}";
		};
		return Optional.of("The changelog '" + this.path + "' does not include it: let its last entry be "
				+ include.formatted(name)
				+ (relative.isPresent() ? "" : ", with the path that it has in the class path"));
	}

	/**
	 * A folder of which all files are included.
	 *
	 * @param location where it is
	 * @param ending how their names have to end
	 */
	record Folder(MigrationLocation location, String ending) {

		private boolean includes(Path file) {
			return file.toString().endsWith(this.ending) && this.location.within(file).isPresent();
		}

	}

}
