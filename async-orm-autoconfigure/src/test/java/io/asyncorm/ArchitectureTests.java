package io.asyncorm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.expression.CaseBranch;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.FrameBounds;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.expression.Step;
import io.asyncorm.query.QueryAccess;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The floors, and what else the compiler does not see.
 */
class ArchitectureTests {

	private static final String ROOT = "io.asyncorm";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	/** Which floors a floor may use, besides itself. */
	private static final Map<String, Set<String>> floors = new TreeMap<>(Map.ofEntries(
			floor("repository", "queryset", "resolution", "plan", "query", "expression", "lookup", "model", "type"),
			floor("transaction", "async", "jdbc", "plan", "query", "dialect"), floor("async", "plan", "query", "model"),
			floor("diagnostics", "plan", "query", "expression", "lookup", "model"),
			floor("explanation", "plan", "dialect", "expression"), floor("deadlock", "plan", "dialect", "model"),
			floor("jdbc", "schema", "compiler", "persistence", "dialect", "mapping", "plan", "query", "sql", "model",
					"tagging", "type"),
			floor("tagging", "plan", "query"),
			floor("queryset", "resolution", "plan", "query", "expression", "lookup", "model", "type"),
			floor("persistence", "compiler", "mapping", "dialect", "plan", "query", "expression", "lookup", "sql",
					"model", "type"),
			floor("compiler", "mapping", "plan", "query", "expression", "lookup", "sql", "model", "type"),
			floor("resolution", "plan", "query", "expression", "lookup", "model", "type"),
			floor("schema", "dialect", "sql", "model", "type"),
			floor("plan", "query", "expression", "lookup", "model", "type"),
			floor("jackson", "query", "expression", "model"), floor("query", "expression", "lookup", "model"),
			floor("lookup", "sql", "model", "type"), floor("dialect", "sql"), floor("expression", "lookup", "model"),
			floor("mapping", "model", "sql", "type"), floor("model", "type"), floor("type", "sql"), floor("sql")));

	private static final Collection<String> names = floors.keySet();

	/** Packages for users. */
	private static final Set<String> FOR_USERS = Set.of("", "query", "expression", "lookup", "model", "repository",
			"transaction", "jackson", "test");

	/** Wiring, which may use all floors. */
	private static final Set<String> top = Set.of("assembly", "autoconfigure", "test");

	@ParameterizedTest
	@FieldSource("names")
	void floorUsesOnlyTheFloorsBelowIt(String name) {
		DescribedPredicate<JavaClass> forbidden = describe("of other floors",
				(used) -> isOurs(used) && !floorOf(used).equals(name) && !floors.get(name).contains(floorOf(used)));

		ArchRule rule = noClasses().that()
			.resideInAPackage(ROOT + "." + name + "..")
			.should()
			.dependOnClassesThat(forbidden);

		rule.check(classes);
	}

	@Test
	void everyPackageIsAFloor() {
		Set<String> found = classes.stream()
			.map(ArchitectureTests::floorOf)
			.collect(Collectors.toCollection(TreeSet::new));
		found.removeAll(top);

		assertThat(found).isSubsetOf(Stream.concat(Stream.of(""), names.stream()).toList()).containsAll(names);
	}

	@Test
	void contributorsReadTheSameFloors() throws IOException {
		Pattern row = Pattern.compile("\\| \\d \\| `(\\w+)` \\| .* \\|([ `\\w]*) \\|");
		Map<String, Set<String>> documented = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "CONTRIBUTING.md"))) {
			Matcher matcher = row.matcher(line);
			if (matcher.matches() && !top.contains(matcher.group(1))) {
				Set<String> used = Set.of(matcher.group(2).replace("`", "").trim().split(" "));
				documented.put(matcher.group(1), used.equals(Set.of("")) ? Set.of() : used);
			}
		}

		assertThat(documented).isEqualTo(floors);
	}

	@Test
	void floorsHaveNoCycles() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
	}

	/** Whoever searches for a type by its name, or imports it, finds one. */
	@Test
	void noTwoTypesShareASimpleName() {
		Map<String, List<JavaClass>> namesakes = classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getSimpleName));
		namesakes.values().removeIf((types) -> types.size() == 1);

		assertThat(namesakes).isEmpty();
	}

	/** What only the packages above need does not show where users complete a name. */
	@Test
	void whatUsersHoldDoesNotShowTheTreesBehindIt() {
		List<String> shown = classes.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC) && isComposedByUsers(type))
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((method) -> method.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTests::isBehind))
			.map(JavaMethod::getFullName)
			.toList();

		assertThat(shown).isEmpty();
	}

	/**
	 * What is not of a package for users, the README names; parts are for the
	 * auto-configuration.
	 */
	@Test
	void theEntryWithoutSpringBootTakesWhatIsForUsers() {
		Set<String> others = Set.of("dialect.Dialect", "mapping.JsonFormat", "assembly.BuilderParts");
		List<String> taken = classes.stream()
			.filter((type) -> type.isEquivalentTo(AsyncOrm.class) || type.isEquivalentTo(AsyncOrm.Builder.class))
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap((method) -> method.getAllInvolvedRawTypes().stream())
			.filter((type) -> type.getPackageName().startsWith(ROOT) && !FOR_USERS.contains(floorOf(type)))
			.map((type) -> type.getFullName().substring(ROOT.length() + 1))
			.filter((type) -> !others.contains(type))
			.toList();

		assertThat(taken).isEmpty();
	}

	@Test
	void nobodyInsideUsesTheFactoriesForUsers() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT)
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT).and(not(belongToAnyOf(AsyncOrm.class))))
			.check(classes);
	}

	@Test
	void onlyTheWiringSetsUpByTheBuilder() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT, ROOT + ".autoconfigure..", ROOT + ".test..")
			.should()
			.dependOnClassesThat(belongToAnyOf(AsyncOrm.class))
			.check(classes);
	}

	@Test
	void nobodyButTheBuilderMakesTheAssembly() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT, ROOT + ".assembly")
			.should()
			.callConstructorWhere(
					describe("is of Assembly", (call) -> call.getTargetOwner().isEquivalentTo(Assembly.class)))
			.orShould()
			.callMethod(LanePlan.class, "of", DataSource.class, ExecutionSettings.class, IntSupplier.class)
			.check(classes);
	}

	@Test
	void onlyTheWiringKnowsSpringBoot() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".autoconfigure..", ROOT + ".test..")
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework.boot.."))
			.check(classes);
	}

	/** Or it would not be logged. */
	@Test
	void onlyTheStatementRunnerSendsStatements() {
		DescribedPredicate<JavaAccess<?>> sends = describe("prepares or executes a statement", (access) -> {
			boolean prepares = access.getTargetOwner().isAssignableTo(Connection.class)
					&& (access.getName().startsWith("prepare") || access.getName().equals("createStatement"));
			boolean executes = access.getTargetOwner().isAssignableTo(Statement.class)
					&& access.getName().startsWith("execute");
			return prepares || executes;
		});

		noClasses().that()
			.doNotHaveFullyQualifiedName(ROOT + ".jdbc.StatementRunner")
			.should()
			.accessTargetWhere(sends)
			.orShould()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.jdbc.core..")
			.check(classes);
	}

	@Test
	void onlyAsyncStartsThreads() {
		DescribedPredicate<JavaCall<?>> startsThread = describe("starts a thread", (call) -> {
			CodeUnitCallTarget target = call.getTarget();
			return isThreadFactory(target) || isAsyncStage(target);
		});

		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".async..")
			.should()
			.callCodeUnitWhere(startsThread)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(ExecutorService.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Executors.class)
			.check(classes);
	}

	/** And what is there in development only, which has to know who reads. */
	@Test
	void onlyAsyncAndDiagnosticsUseThreadLocals() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".async..", ROOT + ".diagnostics..")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(ThreadLocal.class)
			.check(classes);
	}

	@Test
	void everyPackageIsNullMarked() {
		List<String> unmarked = classes.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map(JavaPackage::getName)
			.toList();

		assertThat(unmarked).isEmpty();
	}

	/** Its class is loaded before the condition is looked at. */
	@Test
	void noBeanMethodHasAClassCondition() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.check(classes);
	}

	private static boolean isComposedByUsers(JavaClass type) {
		return Set.of("", "expression", "query").contains(floorOf(type)) && !isBehind(type);
	}

	/** Whether a type, or the one around it, is what stands behind those for users. */
	private static boolean isBehind(JavaClass type) {
		return Stream
			.of(Expression.class, SortTerm.class, CaseBranch.class, FrameBounds.class, ExpressionAccess.class,
					Step.class, QueryAccess.class)
			.anyMatch((behind) -> type.getEnclosingClass().orElse(type).isAssignableTo(behind));
	}

	private static boolean isThreadFactory(CodeUnitCallTarget target) {
		boolean thread = target.getOwner().isAssignableTo(Thread.class);
		boolean starter = target.getName().equals("<init>") || target.getName().startsWith("of")
				|| target.getName().startsWith("start");
		return thread && starter || target.getOwner().isAssignableTo(Thread.Builder.class);
	}

	private static boolean isAsyncStage(CodeUnitCallTarget target) {
		boolean future = target.getOwner().isAssignableTo(CompletionStage.class)
				|| target.getOwner().isAssignableTo(CompletableFuture.class);
		return future && target.getName().endsWith("Async");
	}

	private static boolean isOurs(JavaClass type) {
		return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
	}

	/** The first part of the package behind the root's; empty for the root itself. */
	private static String floorOf(JavaClass type) {
		String below = type.getPackageName().substring(ROOT.length());
		return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
	}

	private static Map.Entry<String, Set<String>> floor(String name, String... mayUse) {
		return Map.entry(name, Set.of(mayUse));
	}

}
