package io.asyncorm.autoconfigure

import io.asyncorm.autoconfigure.inspection.InspectedMethod
import io.asyncorm.model.Model
import io.asyncorm.repository.AsyncRepository
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aot.hint.MemberCategory
import org.springframework.aot.hint.RuntimeHints
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates

/** Tests for [DeclaredTypeHints] of repositories that are written in Kotlin. */
class SuspendingTypeHintsTests {

	@Test
	fun `what functions that suspend return can be made`() {
		val hints = RuntimeHints()

		DeclaredTypeHints(hints).registerRepository(Boxes::class.java)

		assertThat(
			RuntimeHintsPredicates.reflection()
				.onType(Label::class.java)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS),
		).accepts(hints)
	}

	@Test
	fun `objects of value classes can be made and read`() {
		val hints = RuntimeHints()

		DeclaredTypeHints(hints).registerModel(Box::class.java)

		for (type in listOf(BoxId::class.java, Name::class.java, Mark::class.java)) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
				.accepts(hints)
		}
	}

	@Test
	fun `operators see functions by the names and types that they have in Kotlin`() {
		val method = Boxes::class.java.methods.single { it.name.startsWith("aget-") }

		assertThat(InspectedMethod(Boxes::class.java, method)).hasToString("aget(Name name)")
	}

	@JvmInline
	value class BoxId(val value: Long)

	@JvmInline
	value class Name(val value: String)

	@JvmInline
	value class Mark(val value: String)

	@Model
	data class Box(val id: BoxId?, val name: Name, val marks: List<Mark>)

	@JvmRecord
	data class Label(val name: String)

	interface Boxes : AsyncRepository<Box, BoxId> {

		suspend fun alistByName(name: String): List<Label>

		suspend fun aget(name: Name): Box

	}

}
