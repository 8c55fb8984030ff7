package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.model.Column
import io.asyncorm.model.Model
import io.asyncorm.model.ModelDefinitionException
import io.asyncorm.query.QuerySet
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.repository.NewValue
import io.asyncorm.repository.Query
import io.asyncorm.repository.RepositoryDefinitionException
import io.asyncorm.testdatabase.TestDatabase
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.flow.Flow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Tests for what is wrong with repositories that are written in Kotlin. */
class KotlinFaultsTests {

	@Test
	fun `what may be null has to say so and nothing else may`() {
		val faults = faults(WronglyNullable::class.java)

		assertThat(faults).contains("WronglyNullable.afirst(String): it must return Book?, not Book")
		assertThat(faults).contains(
			"WronglyNullable.aget(String): it returns 'Book?', but never null; remove '?', or call it 'afirst...',"
				+ " which may find nothing",
		)
		assertThat(faults).contains(
			"WronglyNullable.alist(int): it returns 'List<Book>?', but never null; remove '?'",
		)
	}

	@Test
	fun `types are said as Kotlin writes them`() {
		val faults = faults(WronglyTyped::class.java)

		assertThat(faults).contains("it must return List<Book>, not Book; what it can return is List<E> or Set<E>, or"
			+ " without 'suspend' a Flow of E")
		assertThat(faults).contains("it must return Long, not String; what it can return is Long or Int or Unit")
		assertThat(faults).contains("so it must return Long, Int or Unit, not String")
		assertThat(faults).contains("it gives rows one by one, as a Flow; remove 'suspend'")
		assertThat(faults).contains("it sends nothing, so that nothing is waited for; remove 'suspend'")
		assertThat(faults).contains("not Book; make it a suspend function")
	}

	@Test
	fun `a function that takes calls away from an inherited one is refused`() {
		assertThat(faults(Clashing::class.java)).contains("it would be called in place of the inherited")
	}

	@Test
	fun `types of Kotlin's own are refused with what to write`() {
		val faults = modelFaults(Measured::class.java, Unsaved::class.java, Sealed::class.java, Unread::class.java, Alone::class.java)

		assertThat(faults).startsWith("13 faults")
		assertThat(faults).contains("'count': no column can hold a 'kotlin.UInt'; declare a Long\n")
		assertThat(faults).contains("'sums': no column can hold a 'java.util.List' of 'kotlin.ULong', of which columns hold"
			+ " no arrays; declare a Long, or a BigInteger where it is too small in place of the element")
		assertThat(faults).contains("'took': no column can hold a 'kotlin.time.Duration'; declare a java.time.Duration")
		assertThat(faults).contains("'span': no column can hold a 'kotlin.Pair'; declare two properties")
		assertThat(faults).contains("'shape': no column can hold a 'io.asyncorm.kotlin.Shape'; declare a simple type")
		assertThat(faults).contains("'note': a null in its column could be no 'Note', or one that holds null; remove '?'"
			+ " from 'text' of 'Note'")
		assertThat(faults).contains("'code': the annotations of 'text' of 'Code' mean nothing there; move them to this")
		assertThat(faults).contains("'odd': no column can hold a 'io.asyncorm.kotlin.Odd'; it holds a 'java.lang.Object',"
			+ " which no column can hold either; name an AttributeConverter for it with @Convert")
		assertThat(faults).contains("'secret': nothing reads it back; declare it as 'val secret', and not private")
		assertThat(faults).contains("'id': the objects that were not saved yet would all have the same key, and replace each"
			+ " other; declare it with '?', or without a default argument if every object is given one")
		assertThat(faults).contains("Sealed': objects of it cannot be made; declare a data class, or a class that is neither")
		assertThat(faults).contains("'title': nothing reads it back; declare it as 'val title', and not private")
		assertThat(faults).contains("Alone': its constructor takes nothing, and no fields can be set; declare one public constructor, which takes all"
			+ " properties, or make it a data class")
	}

	@Test
	fun `results of Kotlin's own are refused with what to write`() {
		val faults = faults(WronglyHeld::class.java)

		assertThat(faults).startsWith("6 faults")
		assertThat(faults).contains("WronglyHeld.acount(UInt): 'pages' must be 'int', not 'UInt'")
		assertThat(faults).contains("not Deferred<Book>; async { ... } makes a Deferred of it where it is called;")
		assertThat(faults).contains("not Result<Book>; what fails throws, which runCatching { ... } makes a Result of where")
		assertThat(faults).contains("not Sequence<Book>; rows come while others wait for them, which a Flow can and a")
		assertThat(faults).contains("not List<Pair<String, Integer>>; several values are a @JvmRecord data class, whose")
		assertThat(faults).contains("it cannot return List<Pair<String, Integer>>; declare a model, a record or a simple"
			+ " value, of a List, a Set, an Optional or a Map by key of it; several values are a @JvmRecord data class")
	}

	private fun modelFaults(vararg types: Class<*>): String {
		TestDatabase.H2.create(1).use { pool ->
			return assertThrows<ModelDefinitionException> { AsyncOrm.builder(pool).models(types.asList()).build() }.message!!
		}
	}

	private fun faults(type: Class<*>): String {
		TestDatabase.H2.create(1).use { pool ->
			AsyncOrm.builder(pool).models(listOf(Author::class.java, Book::class.java)).build().use { orm ->
				return assertThrows<RepositoryDefinitionException> { orm.repository(type) }.message!!
			}
		}
	}

	interface WronglyNullable : AsyncRepository<Book, Long> {

		suspend fun afirst(title: String): Book

		suspend fun aget(title: String): Book?

		suspend fun alist(pages: Int): List<Book>?

	}

	interface WronglyTyped : AsyncRepository<Book, Long> {

		suspend fun alist(pages: Int): Book

		suspend fun aiterator(title: String): Flow<Book>

		suspend fun aupdate(title: String, @NewValue pages: Int): String

		@Query("update book set pages = 0")
		suspend fun change(): String

		suspend fun filterByTitle(title: String): QuerySet<Book>

		fun aget(title: String): Book

	}

	interface WronglyHeld : AsyncRepository<Book, Long> {

		suspend fun aget(title: String): Result<Book>

		suspend fun alist(title: String): Sequence<Book>

		suspend fun alistByPages(pages: Int): List<Pair<String, Int>>

		suspend fun afirst(title: String): Deferred<Book?>

		suspend fun acount(pages: UInt): Long

		@Query("select title, pages from book")
		suspend fun titles(): List<Pair<String, Int>>

	}

	interface Clashing : AsyncRepository<Book, Long> {

		suspend fun alatest(title: String): Book

	}

}

@Model
data class Measured(
	val id: Long?,
	val count: UInt,
	val sums: List<ULong>,
	val took: kotlin.time.Duration,
	val span: Pair<Int, Int>,
	val shape: Shape,
	val note: Note,
	val code: Code,
	val odd: Odd,
)

sealed interface Shape

@JvmInline
value class Note(val text: String?)

@JvmInline
value class Code(@Column(length = 3) val text: String)

@JvmInline
value class Odd(val anything: Any)

@Model
data class Unsaved(val id: Long = 0, private val secret: String, val title: String)

@Model
sealed class Sealed(val id: Long?)

@Model
class Unread(val id: Long?, title: String) {

	val length = title.length

}

@Model
data object Alone
